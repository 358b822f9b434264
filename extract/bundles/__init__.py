"""Files that hold files: archives (ZIP, 7z, RAR), mails and web archives (WARC), taken apart in memory."""

from __future__ import annotations

from dataclasses import replace

from extract.bundles.kinds import BundleKind, bundle_kind
from extract.bundles.members import Budget, Member
from extract.readers.errors import ReadError

__all__ = ["Member", "bundle_kind", "members_of"]


def members_of(data: bytes, kind: BundleKind, budget: Budget | None = None, folder: str = "") -> list[Member]:
    """The files in a bundle, those of bundles within it included, in the order of their paths.

    A file that cannot be taken out has an error instead of its bytes. Nothing is written to disk and
    no name is used as one. Raises ReadError for a bundle that is damaged, or passes a limit.
    """
    budget = budget or Budget()
    with budget.within():
        found: list[Member] = []
        for member in _taken_out(data, kind, budget):
            path = f"{folder}{member.path}"
            inner = bundle_kind(member.data) if member.data is not None else None
            if member.data is None or inner is None:
                found.append(replace(member, path=path))
                continue
            try:
                within = members_of(member.data, inner, budget, f"{path}/")
                found += [replace(one, linked=True) if member.linked else one for one in within]
            except ReadError as error:
                if budget.passed:
                    raise
                found.append(Member(path, member.data, str(error)))
    return sorted(found, key=lambda member: member.path)


def _taken_out(data: bytes, kind: BundleKind, budget: Budget) -> list[Member]:
    if kind == "mail":
        from extract.bundles.mails import members_of_mail

        return members_of_mail(data, budget)
    if kind == "zip":
        from extract.bundles.zips import members_of_zip

        return members_of_zip(data, budget)
    if kind == "warc":
        from extract.bundles.warcs import members_of_warc

        return members_of_warc(data, budget)
    if kind == "7z":
        from extract.bundles.sevenzips import members_of_7z

        return members_of_7z(data, budget)
    from extract.bundles.rars import members_of_rar

    return members_of_rar(data, budget)
