"""A page of the help: text in lines of at most 40 characters, pictures sharp at any scale."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFont, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from shipu_desk import resources
from shipu_desk.ui import theme
from shipu_desk.ui.help import markup
from shipu_desk.ui.help.topics import FOLDER, Topic
from shipu_desk.ui.theme import C, colour, px

MEASURE = 40  # characters in a line, at most: longer ones are lost on the way back
DRAWN = 1.5  # pixels of a picture's file to one px of the 13 px design


class Reader(QTextBrowser):
    """Shows one topic; a link to another is told, never followed by itself."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "reader")
        self.setAccessibleName("帮助正文")
        self.setOpenLinks(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._words = ""
        self._refit = QTimer(self, singleShot=True, interval=0)  # never while a page is being set
        self._refit.timeout.connect(self._fit)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.anchorClicked.connect(lambda url: self.wanted.emit(url.toString()))
        self._shown: Topic | None = None
        self._fit()

    def show_topic(self, topic: Topic, words: str = "") -> None:
        """From its beginning, or from the first of the words looked for."""
        self._shown, self._words = topic, words
        document = self.document()
        document.setDefaultFont(QFont(theme.font("reading")))
        document.setDocumentMargin(px(24))
        document.setDefaultStyleSheet(theme.sheet("help.css"))
        self.setHtml(markup.page(topic))
        self._hang(markup.pictures(topic))
        self.mark(words)

    def mark(self, words: str) -> None:
        """The words looked for stand out; the first one is in sight."""
        found, self._words = [], words
        for word in words.split():
            cursor = self.document().find(word)
            while not cursor.isNull():
                one = QTextEdit.ExtraSelection()
                one.cursor = cursor
                one.format.setBackground(colour(C.gold_bg))
                found.append(one)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(found)
        if found:
            first = QTextCursor(found[0].cursor)
            first.clearSelection()
            self.setTextCursor(first)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit.start()

    def _fit(self) -> None:
        width = round(MEASURE * theme.font("reading").pointSizeF() * self.logicalDpiX() / 72)
        self._set_width(min(width + 2 * px(24), self.viewport().width()))

    def _set_width(self, width: int) -> None:
        if width == self.lineWrapColumnOrWidth():
            return
        self.setLineWrapColumnOrWidth(width)
        if self._shown:
            place = self.verticalScrollBar().value()
            self.show_topic(self._shown, self._words)  # pictures are made for the new width
            self.verticalScrollBar().setValue(place)

    def _hang(self, names: list[str]) -> None:
        """The pictures, at the size and scale of this screen."""
        document = self.document()
        for name in names:
            drawn = QImage(str(resources.path(f"{FOLDER}/pictures/{name}")))
            kind = QTextDocument.ResourceType.ImageResource.value
            document.addResource(kind, QUrl(name), self._picture(drawn))
        document.markContentsDirty(0, document.characterCount())

    def _picture(self, drawn: QImage) -> QImage:
        ratio = self.devicePixelRatioF()
        room = self.lineWrapColumnOrWidth() - 2 * px(24) - px(4)
        width = min(px(drawn.width() / DRAWN), room)
        smooth = Qt.TransformationMode.SmoothTransformation
        wanted = round(width * ratio)
        made = drawn if drawn.width() == wanted else drawn.scaledToWidth(wanted, smooth)
        made.setDevicePixelRatio(ratio)
        return made
