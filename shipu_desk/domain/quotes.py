"""Quotation marks within quotation marks."""


def nested(text: str) -> str:
    """Quotes within quotes are single ones: “从‘点’入手”. Lines that do not close are left."""
    return "\n".join(_nested_line(line) for line in text.split("\n"))


def _nested_line(line: str) -> str:
    said, depth = list[str](), 0
    for char in line:
        depth -= char == "”"
        if depth < 0:
            return line
        said.append({"“": "‘", "”": "’"}.get(char, char) if depth else char)
        depth += char == "“"
    return line if depth else "".join(said)
