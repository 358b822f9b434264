"""Imported by the process that reading processes are forked from: they begin with libraries and rules loaded.

What goes wrong here goes wrong again with the first file, where it can be told.
"""

from contextlib import suppress

_SAMPLE = """示例县总工会文件
示工发〔2024〕8号
关于做好职工消费帮扶工作的通知
各乡镇总工会：
一、每人每年不超过500元，由县商务局牵头，县财政局配合，于2024年11月30日前完成。
联系人：王小明，电话：0571-88880000。
示例县总工会
2024年3月5日
"""

with suppress(Exception):
    import extract.readers.docx
    import extract.readers.html
    import extract.readers.pdf  # noqa: F401
    from extract.reading import read_bytes
    from extract.rules import load, rule_files

    for name in rule_files():
        load(name)
    read_bytes(_SAMPLE.encode(), "sample.txt")
