"""An issue with everything in it that an issue may have, written into a folder."""
import subprocess
from pathlib import Path

MAGAZINE = """\
name: Sông Lụa
kind: TẠP CHÍ
agency: Tạp chí Sông Lụa
governing-body: Hội Văn nghệ & Đời sống <Đông Yên>
issn: 1859-2953
address: 12 đường Bến Đá (bên trái cầu), phường Đông Yên
email: toasoan@songlua.example
website: songlua.example
editor-in-chief: Ban Biên tập
editorial-board: [Ban Văn, Ban Thơ]
licence: {number: 12/GP-BTTTT, date: 2018-01-05, authority: Bộ Thông tin và Truyền thông}
printer: Nhà in Bến Đá
price: 20.000 đ
language: vi
layout: rieng
"""

LAYOUT = """\
inherit: tap-chi
column-rule: yes
accent: "#7f7f7f"
"""

ISSUE = """\
number: Số 9 (345) - 2020
date: 2020-09-05
cover:
  picture: photos/bia.jpg
  alt: Ba con thuyền cắm sào
  credit: "Ảnh: Ban ảnh"
  lines:
    - {{article: moi-thu, text: "Mọi thứ & <không thiếu gì>"}}
    - article: thu
    - Trang thơ tháng chín
back-cover: {{picture: photos/bia4.jpg, alt: Cầu tre}}
sections:
  - name: Vấn đề & sự kiện
    articles: [{first}]
  - name: Văn nghệ
    articles: [articles/tho.md, articles/thu.md]
  - name: Bảng
    articles: [articles/bang.md, articles/tin.md]
"""

SENTENCE = "Nước về sớm hơn mọi năm nửa tháng, bậc đá thứ bảy đã ngập, chợ họp ngay trên thuyền. "

EVERYTHING = """\
---
kicker: Chuyện mùa nước
headline: Mọi thứ mà một bài báo có thể có
short-title: Mọi thứ
standfirst: Có hộp, có bảng, có chú thích, có ảnh, có thơ, có trích dẫn.
byline:
  printed: "Tin, ảnh: Ban Phóng viên"
  people: [Ban Phóng viên]
  organisation: Phòng Bạn đọc
source: "(Nguồn: Sông Lụa)"
columns: {columns}
photos:
  - {{file: photos/{columns}-xam.jpg, caption: Ảnh xám, credit: "Ảnh: Ban ảnh", alt: Bậc đá ngập, columns: 2}}
  - {{file: photos/{columns}-muc.jpg, caption: Ảnh bốn mực, alt: Thuyền câu, after: 2}}
  - {{file: photos/{columns}-trong.png, alt: Dấu trong suốt, after: 3}}
  - {{file: photos/{columns}-thieu.jpg, caption: Ảnh chưa có, after: 4}}
---

> [!box] Hộp đứng trước mọi tít xen
> Trong hộp có **chữ đậm**, *chữ nghiêng*, và danh sách:
>
> - một
> - hai
>   - hai rưỡi
>
> ## Tít trong hộp
>
> Hết hộp, fi fl ffi – ½ € “№”… thì thôi.

Mở đầu *nghiêng* **đậm** ***cả hai*** và `mã`[^1]. {sentence}{sentence}

## Tít xen thứ nhất

Trạm ở [Đầu Cầu (bên trái)](https://songlua.example/tram?a=1&b=(2)) ghi số liệu, thư gửi [tòa soạn](mailto:toasoan@songlua.example)[^2].  
Dòng này bị ngắt ở đây. {sentence}

![Chợ cá họp ngay trên thuyền](photos/{columns}-cho.png)

- lưới đã vá xong[^dai]
- thuyền đã trét lại
  1. trét một lần
  2. trét [hai lần](https://songlua.example/)

     đoạn thứ hai của mục
     - sâu hơn
- hết

### Tít nhỏ hơn

> Lời trích dài. {sentence}
>
> - có cả danh sách trong lời trích

> [!quote]
> Nước cho thì nhận, nước lấy thì thôi.

> [!verse]
> Chiều nghiêng bóng nước đầu ghềnh
> Con đò gối bãi, lênh đênh tiếng gà

Bảng 1. Mực nước, cm

| Trạm | Sáng | Chiều |
|------|-----:|------:|
| Bến Đá | 120 | **125**[^bang] |
| Đầu Cầu | | 101 |
| | | |
| Cồn Trăng | 98 | |

***

{filler}

[^1]: Theo số đo của trạm thủy văn, bậc thứ bảy cao 118 cm.
[^2]: Xem [trang của trạm](https://songlua.example/tram).
[^dai]: {sentence}{sentence}{sentence}
[^bang]: Chú thích đứng trong bảng.
"""

POEM = """\
---
headline: Bến đợi
kind: poem
byline: Ban Văn nghệ
---

Chiều nghiêng bóng nước đầu ghềnh
Con đò gối bãi, lênh đênh tiếng gà

Ai đi để lại câu ca
Ai về ngồi lại, hiên nhà có trăng
"""

LETTERS = """\
---
headline: Thư bạn đọc
kind: letters
letters:
  - name: Một bạn đọc
    address: xóm Bãi Trên
    date: 2020-08-12
    text: |
      Kính gửi tòa soạn!

      Số trước có bài về cây gạo ở bến. Cây nay rụng lá sớm, xin hỏi nên làm gì?
    reply: Tòa soạn đã chuyển thư đến tổ cây xanh.
  - name: Một bạn đọc khác
    text: Xin in thêm thơ.
---
"""

BRIEFS = """\
---
headline: Tin vắn
kind: briefs
---

## Bến mới

{sentence}

## Cầu mới

{sentence}
"""

TABLE = """\
---
headline: Bảng dài hơn một trang
columns: 2
---

{sentence}

Bảng 2. Dài

| | Sáng | Trưa | Chiều | Ghi chú |
|---|:---:|---:|---|---|
{rows}

{sentence}
"""

# A picture of each kind, drawn by Ghostscript.
DRAWING = "0.2 0.6 0.4 setrgbcolor 20 20 60 60 rectfill 1 0 0 0 setcmykcolor 50 50 40 40 rectfill showpage"


def draw(path, device, size=(600, 400)):
    subprocess.run(["gs", "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", f"-sDEVICE={device}", f"-g{size[0]}x{size[1]}", "-r300",
                    "-o", str(path), "-c", DRAWING], check=True, capture_output=True)


def article(columns):
    filler = "\n\n".join(f"{i}. mục {i}" if i % 7 == 0 else SENTENCE * (1 + i % 5) for i in range(1, 30))
    return EVERYTHING.format(columns=columns, sentence=SENTENCE, filler=filler)


def write(folder):
    """The issue builds with --draft: one picture of each article is missing."""
    folder = Path(folder)
    for name in ("articles", "photos", "layouts"):
        (folder / name).mkdir(parents=True)
    all_columns = (1, 2, 3, 4)
    names = {columns: "moi-thu" if columns == 3 else f"moi-thu-{columns}" for columns in all_columns}
    files = {"magazine.yaml": MAGAZINE, "layouts/rieng.yaml": LAYOUT,
             "issue.yaml": ISSUE.format(first=", ".join(f"articles/{name}.md" for name in names.values())),
             "articles/tho.md": POEM, "articles/thu.md": LETTERS, "articles/tin.md": BRIEFS.format(sentence=SENTENCE),
             "articles/bang.md": TABLE.format(sentence=SENTENCE, rows="\n".join(
                 f"| Trạm {i} | {i} | | {i * 7 % 100} | {'mưa to' if i % 3 else ''} |" for i in range(1, 90)))}
    files.update({f"articles/{name}.md": article(columns) for columns, name in names.items()})
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    draw(folder / "photos/bia.jpg", "jpeg", (1200, 1500))
    draw(folder / "photos/bia4.jpg", "jpegcmyk", (1200, 1500))
    for columns in all_columns:
        for name, device in (("xam.jpg", "jpeggray"), ("muc.jpg", "jpegcmyk"), ("trong.png", "pngalpha"), ("cho.png", "png16m")):
            draw(folder / f"photos/{columns}-{name}", device)
