"""What words denote, one module a kind: money, shares, dates, regions, phones, doc_numbers, web.

Each has `find(text, *, …)`, which takes any plain text and keyword context, returns its findings in
order without overlaps, and never raises on any text.
"""
