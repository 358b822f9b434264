"""Notices fetched from the web: list pages, single addresses and feeds, politely and safely.

`sources` says where, `lists` and `feeds` what is new there, `visits` asks (with `network` below it), `attachments`
finds a notice's files, `keeping` keeps a notice as one web archive, `state` remembers, `run` does it all.
"""
