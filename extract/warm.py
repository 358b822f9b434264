"""Imported by the process that reading processes are forked from: they begin with libraries and rules loaded.

What goes wrong here goes wrong again with the first file, where it can be told.
"""

from contextlib import suppress

_SAMPLE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于做好职工消费帮扶工作的通知</title></head><body>
<p>示县工发〔2024〕8号</p>
<h1>关于做好职工消费帮扶工作的通知</h1>
<p>各乡镇总工会：</p>
<p>根据《关于深化消费帮扶的意见》（示发〔2023〕6号），现通知如下：</p>
<p>一、每人每年不超过500元，采购额不低于食堂采购额的15%，由县商务局牵头，县财政局配合，于2024年11月30日前完成。</p>
<p>二、在“示例优选”商城（https://shop.example.com）采购。每季度首月5日前报送统计表。</p>
<p>联系人：王小明，电话：0571-88880000。</p>
<p>附件：供应商名单</p>
<p>示例县总工会</p>
<p>2024年3月5日</p>
<p>附件</p>
<p>供应商名单</p>
<table><tr><th>序号</th><th>企业名称</th><th>主营产品</th><th>联系人</th><th>联系电话</th></tr>
<tr><td>1</td><td>示例县青禾农业有限公司</td><td>大米、菜籽油</td><td>李青</td><td>0571-88880001</td></tr></table>
</body></html>"""
"""What rules most notices need, it needs: they are compiled once, and not by each process anew."""

with suppress(Exception):
    import extract.readers.docx
    import extract.readers.html
    import extract.readers.pdf  # noqa: F401
    from extract.reading import read_bytes
    from extract.rules import load, rule_files

    for name in rule_files():
        load(name)
    read_bytes(_SAMPLE.encode(), "sample.html")
