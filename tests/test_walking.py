"""The walk can fail: what it looks for is found where it is put."""

import pytest
import walking
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QWidget


@pytest.fixture
def board(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.setStyleSheet("background: white; color: #182833; font-size: 16px;")
    made.show()
    return made


def put(board, widget, *place):
    widget.setParent(board)
    widget.setGeometry(*place)
    widget.show()
    return widget


def test_a_sound_label_is_sound(board):
    put(board, QLabel("words"), 10, 10, 100, 30)
    assert walking.pale(board) == [] and not any(walking.faults(board).values())


@pytest.mark.parametrize(
    ("ink", "pale"), [("#767676", False), ("#8a8a8a", True), ("#cccccc", True)]
)
def test_grey_words_are_measured_as_they_are_painted(board, ink, pale):
    put(board, QLabel("words"), 10, 10, 100, 30).setStyleSheet(f"color: {ink}")
    assert bool(walking.pale(board)) is pale


def test_disabled_words_are_exempt(board):
    label = put(board, QLabel("words"), 10, 10, 100, 30)
    label.setStyleSheet("color: #cccccc")
    label.setEnabled(False)
    assert walking.pale(board) == []


def test_words_that_are_cut_are_found(board):
    put(board, QLabel("many words that do not fit"), 10, 10, 40, 30)
    assert len(walking.faults(board)["clipped"]) == 1


def test_controls_over_each_other_and_over_an_edge_are_found(board):
    put(board, QPushButton("one"), 10, 10, 80, 30)
    put(board, QPushButton("two"), 60, 20, 80, 30)
    put(board, QPushButton("three"), 280, 150, 80, 30)
    found = walking.faults(board)
    assert len(found["overlapping"]) == 1 and len(found["outside"]) == 1


def test_a_button_without_words_has_no_name(board):
    button = put(board, QPushButton(), 10, 10, 80, 30)
    assert len(walking.faults(board)["nameless"]) == 1
    button.setAccessibleName("one")
    assert walking.faults(board)["nameless"] == []


def test_a_control_scrolled_away_is_out_of_sight(board):
    seen = put(board, QPushButton("one"), 10, 10, 80, 30)
    away = put(board, QPushButton("two"), 10, 195, 80, 30)
    assert not walking.is_out_of_sight(seen) and walking.is_out_of_sight(away)


def test_contrast_is_that_of_the_words_and_their_ground():
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    assert walking.painted_contrast(picture) is None  # nothing stands there
    painter = QPainter(picture)
    painter.fillRect(5, 5, 10, 10, QColor("#767676"))
    painter.end()
    assert walking.painted_contrast(picture) == pytest.approx(4.54, abs=0.01)
