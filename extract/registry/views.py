"""The registry's views: what is in force today, each notice counted once."""

FIRST = (
    # A notice that came in several files counts once; what has ended does not count.
    """CREATE VIEW current_notices AS
      SELECT * FROM notices
      WHERE duplicate_of IS NULL AND coalesce(in_force_until, valid_to, '9999-12-31') >= date('now', 'localtime')""",
    """CREATE VIEW current_terms AS
      SELECT terms.*, notices.title AS notice_title, notices.doc_number, notices.issuer, notices.issued_on,
        coalesce(notices.in_force_until, notices.valid_to) AS in_force_until, notices.adcode,
        regions.full_name AS place
      FROM terms
      JOIN current_notices AS notices ON notices.id = terms.notice_id
      LEFT JOIN regions ON regions.adcode = notices.adcode
      WHERE terms.standing = 'set'""",
    """CREATE VIEW current_listings AS
      SELECT listings.*, notices.title AS notice_title, notices.doc_number, notices.issuer, notices.issued_on,
        coalesce(notices.in_force_until, notices.valid_to) AS in_force_until, notices.adcode,
        regions.full_name AS place
      FROM listings
      JOIN current_notices AS notices ON notices.id = listings.notice_id
      LEFT JOIN regions ON regions.adcode = notices.adcode""",
)

LISTS_WITH_A_VALIDITY = (
    "DROP VIEW current_listings",
    # A repeal ends a list that would run longer; an extension lengthens the one that is printed as ending earlier.
    """CREATE VIEW current_listings AS
      SELECT * FROM (
        SELECT listings.*, notices.title AS notice_title, notices.doc_number, notices.issuer, notices.issued_on,
          CASE WHEN notices.ended_by IS NULL
            THEN coalesce(notices.in_force_until, listings.valid_to, notices.valid_to)
            ELSE min(notices.in_force_until, coalesce(listings.valid_to, notices.in_force_until))
          END AS in_force_until,
          notices.adcode, regions.full_name AS place
        FROM listings
        JOIN notices ON notices.id = listings.notice_id
        LEFT JOIN regions ON regions.adcode = notices.adcode
        WHERE notices.duplicate_of IS NULL
      )
      WHERE coalesce(in_force_until, '9999-12-31') >= date('now', 'localtime')""",
)
"""`current_listings` once a list may have a validity of its own."""
