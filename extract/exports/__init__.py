"""Rows as files that people and programs take away: lists for spreadsheets, the whole registry as data.

Two kinds of reader are served differently. A list (`downloads`) is opened by a person with a double click, so
its CSV and XLSX are written for Excel: nothing in them runs, no telephone number turns into 1.38E+10. The whole
registry (`packages`) is read by programs, so its Parquet and its Frictionless Data Package hold the registry's
texts as they are, typed, with keys and descriptions.

Nothing here knows the web. What costs time to import (pyarrow, XlsxWriter) is imported when a file is written.
"""
