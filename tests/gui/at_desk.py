"""A coach at the desk, driven by names and keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.coaching import Remark
from app.domain.sharing import ShareBundle
from app.services.demo_desk import lay_on_desk
from app.sharing.files import seal_share
from app.sharing.keys import Identity
from app.ui.coach.page import CoachPage
from app.ui.coach.place_view import FieldView
from app.ui.widgets import PlainEditor
from tests.gui.sitting import Sitting


class AtDesk(Sitting):
    """A coach with one leader's share on the desk."""

    def lay(self, name: str = "Ash", *, remarks: bool = False) -> ShareBundle:
        return self.journal.desk.bundle(lay_on_desk(self.journal, name, remarks=remarks)).bundle

    def receive(self, bundle: ShareBundle, identity: Identity) -> None:
        sealed = seal_share(bundle, identity, (self.journal.sharing.people.my_card(),))
        self.journal.desk.keep(self.journal.desk.open(sealed))

    @property
    def coach(self) -> CoachPage:
        assert isinstance(self.view, CoachPage)
        return self.view

    @property
    def page(self) -> QWidget:
        shown = self.coach.widget.currentWidget()  # type: ignore[attr-defined]
        assert isinstance(shown, QWidget)
        return shown

    def contact(self, bundle: ShareBundle) -> str:
        return self.journal.desk.bundle(bundle.bundle_id).contact

    def remarks(self, bundle: ShareBundle) -> tuple[Remark, ...]:
        return self.journal.desk.made_on(bundle.bundle_id).remarks

    def field(self, asked: str) -> FieldView:
        found = [one for one in self.page.findChildren(FieldView) if one.about == asked and one.isVisible()]
        return found[0]

    def words(self, asked: str) -> PlainEditor:
        text = self.field(asked).text
        assert text is not None
        return text.pieces[0]

    def select(self, asked: str, words: str) -> None:
        """Go to the words with the arrow keys and select them with Shift."""
        field = self.words(asked)
        field.setFocus()
        at = field.toPlainText().index(words)
        QTest.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(at):
            QTest.keyClick(field, Qt.Key.Key_Right)
        for _ in words:
            QTest.keyClick(field, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    def rest(self) -> None:
        """Let what was typed be kept."""
        self.qtbot.wait(1100)
        self.settle()
