#!/usr/bin/env python3
"""Makes tests/forms: the four samples as web pages, Word documents and PDFs.

    cargo build && python3 recipes/sample_forms.py target/debug/clausewise

Needs LibreOffice (soffice) and Chromium. The headings, items and paragraphs are those that clausewise finds in the
text; the test is whether they are found again in the other forms. Headings below the second level that have no number
are bold paragraphs, as on many pages. The web pages get menus, a banner, scripts and a footer around them, as sites
have them. Two PDFs are printed by Chromium and two by LibreOffice, one of each with its text in two columns.
"""

import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

SAMPLES = ["codegrex", "nexnodo", "nopex", "qnp"]
BY_CHROMIUM = ["codegrex", "nopex"]
IN_COLUMNS = ["nopex", "qnp"]

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {name}</title>
<script>window.words = "<p>We sell everything.</p>";</script><style>nav {{ display: flex }}</style></head><body>
<header><a href="/">{name}</a><nav><ul><li><a href="/products">Products</a></li><li><a href="/prices">Prices</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies on this site to measure how often it is visited, and by whom.</p><button>Accept</button></div>
<main>
{body}
</main>
<footer><p>© 2026. All rights reserved, wherever you are and whatever you do with what you find here.</p></footer>
</body></html>
"""


def blocks(policy):
    """Headings and clauses in order of the text."""
    found = [(s["lines"][0], 0, "heading", s) for s in policy["sections"]]
    found += [(c["lines"][0], 1, c["kind"], c) for c in policy["clauses"]]
    return [(kind, block) for _, _, kind, block in sorted(found, key=lambda block: block[:2])]


def body(policy):
    lines, in_list = [], False
    for kind, block in blocks(policy):
        if in_list != (kind == "list-item"):
            lines.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        if kind == "heading":
            level = block["level"] + 1
            words = " ".join(filter(None, [block["number"] and block["number"] + ".", block["heading"]]))
            if level > 2 and not block["number"]:
                lines.append(f"<p><b>{html.escape(words)}</b></p>")
            else:
                lines.append(f"<h{level}>{html.escape(words)}</h{level}>")
        elif kind == "list-item":
            lines.append(f"<li>{html.escape(block['text'])}</li>")
        else:
            lines.append(f"<p>{html.escape(block['text'])}</p>")
    return "\n".join(lines + ["</ul>"] * in_list)


def convert(folder, source, form):
    command = ["soffice", "--headless", "--convert-to", form, "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True)


def in_columns(source, to):
    """Copies a Word document, its text put into two columns."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(to, "w") as new:
        for part in old.infolist():
            words = old.read(part)
            if part.filename == "word/document.xml":
                columns = rb'<w:sectPr><w:cols w:num="2" w:space="500"/>'
                words = re.sub(rb"<w:cols [^>]*/>", b"", words)
                words = words.replace(b"<w:sectPr>", columns)
            new.writestr(part, words)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    forms = root / "tests" / "forms"
    forms.mkdir(exist_ok=True)
    files = [f"samples/{name}.txt" for name in SAMPLES]
    report = subprocess.run([sys.argv[1], "--json", *files], check=True, capture_output=True, cwd=root).stdout
    with tempfile.TemporaryDirectory() as folder:
        for policy in json.loads(report)["policies"]:
            name, title, words = policy["id"], policy["title"], body(policy)
            (forms / f"{name}.html").write_text(PAGE.format(title=title, name=name, body=words))
            bare = pathlib.Path(folder) / f"{name}.html"
            bare.write_text(f'<!DOCTYPE html><meta charset="utf-8">{words}')
            convert(forms, bare, "docx:MS Word 2007 XML")
            if name in IN_COLUMNS:
                bare.write_text(bare.read_text().replace("<meta", "<style>body { columns: 2 }</style><meta"))
            if name in BY_CHROMIUM:
                to = f"--print-to-pdf={forms / (name + '.pdf')}"
                command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", to, bare.as_uri()]
                subprocess.run(command, check=True, capture_output=True)
            else:
                paged = pathlib.Path(folder) / f"{name}.docx"
                in_columns(forms / paged.name, paged) if name in IN_COLUMNS else shutil.copy(forms / paged.name, paged)
                convert(forms, paged, "pdf")


main()
