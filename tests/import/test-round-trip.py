"""Words that YAML or Markdown could misread: import, then read, gives the same words in the same order."""
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import yaml

import issue_folder

SOBAO = os.environ["SOBAO"]
os.environ.setdefault("SOBAO_DATA", os.environ["SOURCE"])
TEXT = "mùa nước nổi về đồng thì hàng cây ven bờ kênh giữ cho đất khỏi trôi đi theo dòng chảy mạnh"
HOSTILE = [
    "- gạch đầu dòng", "+ cộng", "* sao", "1. một", "2) hai", "10.000 đồng", "# thăng", "## hai thăng ##", "> trích",
    "```", "~~~", "    bốn dấu cách", "\tdấu tab", "*nghiêng*", "**đậm**", "_gạch_", "__hai__", "[liên kết](http://a.vn)",
    "![ảnh](photos/x.jpg)", "<b>thẻ</b>", "<!-- ẩn -->", "<http://a.vn>", "&amp; &lt; &#65;",
    "a | b | c", "| a | b |", "|---|---|", "--- ---", "=== nghĩa", "`mã`", "\\ gạch chéo \\* \\n", "kết thúc bằng \\",
    "[^1]", "[^1]: lời chú", "[!box] không phải hộp", "{: .lớp}", "$1$", "~~bỏ~~", "x^2^", "http://a.vn/b_c_d", "www.a.vn", "a@b.vn", "Bảng: không phải bảng",
    "%phần trăm", "@a", "'nháy'", "\"nháy kép\"", "? hỏi", ": hai chấm", "- [ ] việc", "null", "true", "---", "...", "!nhãn", "&neo",
]


def sentence(hostile):
    return f"{hostile} {TEXT} và {hostile} cho tới hết."


def norm(text):
    return " ".join(text.split())


def import_page(folder, page):
    issue = issue_folder.make(folder)
    path = pathlib.Path(folder) / "page.txt"
    path.write_text(page)
    done = subprocess.run([SOBAO, "import", str(path), "--into", str(issue)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"import failed for\n{page}\n{done.stderr}")
    checked = subprocess.run([SOBAO, "dump", str(issue), "issue", "--draft"], capture_output=True, text=True)
    article = next(p for p in (issue / "articles").glob("*.md") if p.name != "mo-dau.md").read_text()
    if checked.returncode != 0:
        sys.exit(f"dump failed:\n{checked.stderr}\n{article}")
    return checked.stdout, article


def check(page, wanted):
    with tempfile.TemporaryDirectory() as folder:
        dump, article = import_page(folder, page)
    flat = norm(dump)
    for text in wanted:
        if norm(text) not in flat:
            sys.exit(f"lost or changed: {norm(text)!r}\n--- article\n{article}\n--- dump\n{dump}")
    return article


def plain_page(head, body, tail=""):
    return head + "\n\n" + sentence("Sáng nay") + "\n\n" + "\n\n".join(body) + "\n\n" + sentence("Sau cùng") + "\n\n" + tail


def main():
    seed = int(os.environ.get("SEED", "1"))
    choose = random.Random(seed)
    body = [sentence(h) for h in HOSTILE]
    check(plain_page("Chuyện hàng cây giữ bờ ở Bến Gỗ", body), [b for b in body])
    for hostile in HOSTILE:
        head = f"Chuyện {hostile} ở bờ kênh Bến Gỗ quê tôi"
        check(plain_page(head.strip(), ["Responsive image", f"Cây {hostile} bên bờ"]), [head.strip(), f"Cây {hostile} bên bờ"])
    for _ in range(20):
        body = [sentence(" ".join(choose.choices(HOSTILE, k=3))) for _ in range(8)]
        check(plain_page("Chuyện hàng cây giữ bờ ở Bến Gỗ", body), body)
    letters = "Bình luận\nBạn: Minh Lá (xã Cồn \"Lá\": #1) - 14/05/2021\n- Ý 'một': *hay* \"lắm\" \\ # thật\nÝ hai: [x]"
    article = check(plain_page("Chuyện hàng cây giữ bờ ở Bến Gỗ", [], letters),
          ["Minh Lá", "- Ý 'một': *hay* \"lắm\" \\ # thật", "Ý hai: [x]"])
    address = yaml.safe_load(article.split("---\n")[1])["letters"][0]["address"]
    if address != "xã Cồn \"Lá\": #1":
        sys.exit(f"the reader's address became {address!r}")
    print(f"all words came back (SEED={seed})")


main()
