"""A small issue to import into."""
import pathlib


def make(folder):
    issue = pathlib.Path(folder) / "issue"
    (issue / "articles").mkdir(parents=True)
    (issue / "magazine.yaml").write_text('name: "Sông Quê"\n')
    (issue / "issue.yaml").write_text(
        'number: "Số 9 - 2020"\ndate: 2020-09-05\nsections:\n  - name: "Mở đầu"\n    articles: [articles/mo-dau.md]\n')
    (issue / "articles" / "mo-dau.md").write_text('---\nheadline: "Mở đầu"\n---\n\nMột đoạn.\n')
    return issue
