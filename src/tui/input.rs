//! What comes from the terminal, turned into messages.

use std::io;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::layout::Position;

use super::hit::HitMap;
use super::keymap::{Code, Held, Key};
use super::state::{Context, Size, State};
use super::update::Message;

/// Waits for something to happen, then takes all that is queued, so that a held key never falls behind.
pub(crate) fn wait() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}

/// What happened within `time`.
pub(crate) fn within(time: Duration) -> io::Result<Vec<Event>> {
    if event::poll(time)? {
        wait()
    } else {
        Ok(Vec::new())
    }
}

/// What an event means in `state`, of which `hits` was drawn.
pub(crate) fn messages(event: &Event, state: &State, hits: &HitMap) -> Vec<Message> {
    match event {
        Event::Key(key) => self::key(key)
            .and_then(|key| for_key(key, state))
            .into_iter()
            .collect(),
        Event::Mouse(mouse) => pointed(mouse, hits).into_iter().collect(),
        Event::Resize(width, height) => vec![Message::Resize(Size {
            width: *width,
            height: *height,
        })],
        Event::Paste(text) if is_typing(state.context()) => text
            .chars()
            .filter(|c| !c.is_control())
            .map(Message::Type)
            .collect(),
        _ => Vec::new(),
    }
}

/// What a key means: an action, a character for the line that is being typed, or how often a move is to be made.
///
/// A digit that does something by itself begins no count, but goes on with one.
pub(crate) fn for_key(key: Key, state: &State) -> Option<Message> {
    let context = state.context();
    let digit = match (key.code, key.held) {
        (Code::Char(c), Held::Nothing) if !is_typing(context) => c.to_digit(10),
        _ => None,
    };
    let digit = digit.and_then(|digit| u8::try_from(digit).ok());
    match (state.keymap.action(context, key), digit) {
        (_, Some(digit)) if state.count.is_some() => Some(Message::Digit(digit)),
        (Some(action), _) => Some(Message::Act(action)),
        (None, Some(digit @ 1..)) => Some(Message::Digit(digit)),
        (None, _) => match (key.code, key.held) {
            (Code::Char(c), Held::Nothing) if is_typing(context) => Some(Message::Type(c)),
            _ => None,
        },
    }
}

/// Whether letters are typed and not acted upon.
fn is_typing(context: Context) -> bool {
    matches!(context, Context::Prompt | Context::Picker)
}

/// A key that was pressed; releases mean nothing to us.
pub(crate) fn key(event: &KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let held = if event.modifiers.contains(KeyModifiers::CONTROL) {
        Held::Ctrl
    } else if event.modifiers.contains(KeyModifiers::ALT) {
        Held::Alt
    } else if event.code == KeyCode::BackTab
        || event.modifiers.contains(KeyModifiers::SHIFT) && !matches!(code, Code::Char(_))
    {
        Held::Shift
    } else {
        Held::Nothing
    };
    Some(Key { code, held })
}

/// Rows that a notch of the wheel scrolls.
const NOTCH: isize = 3;

fn pointed(mouse: &MouseEvent, hits: &HitMap) -> Option<Message> {
    let place = Position::new(mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => hits.at(place).map(Message::Point),
        MouseEventKind::Drag(MouseButton::Left) => Some(Message::Drag(mouse.column)),
        MouseEventKind::Up(MouseButton::Left) => Some(Message::Release),
        MouseEventKind::ScrollDown => hits.pane_at(place).map(|pane| Message::Wheel(pane, NOTCH)),
        MouseEventKind::ScrollUp => hits.pane_at(place).map(|pane| Message::Wheel(pane, -NOTCH)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;
    use crate::tui::state::{Layer, Purpose, View};
    use crate::tui::theme::Theme;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        key(&KeyEvent::new(code, modifiers))
    }

    #[test]
    fn shift_counts_only_where_it_makes_no_other_character() {
        assert_eq!(
            press(KeyCode::Char('G'), KeyModifiers::SHIFT),
            Some(Code::Char('G').into())
        );
        assert_eq!(
            press(KeyCode::BackTab, KeyModifiers::SHIFT),
            Some(Key {
                code: Code::Tab,
                held: Held::Shift
            })
        );
        assert_eq!(
            press(KeyCode::Char('o'), KeyModifiers::CONTROL),
            Some(Key {
                code: Code::Char('o'),
                held: Held::Ctrl
            })
        );
    }

    /// A state in which a search is being typed, or nothing is.
    fn state(layer: Option<Layer>) -> State {
        let size = Size {
            width: 80,
            height: 24,
        };
        let mut state = State::new(size, Theme::default(), View::Matrix, 2);
        state.layers.extend(layer);
        state
    }

    fn typing() -> State {
        let layer = Layer::Prompt {
            purpose: Purpose::Note,
            text: String::new(),
        };
        state(Some(layer))
    }

    #[test]
    fn letters_are_typed_where_something_is_typed_and_act_elsewhere() {
        let q = Key::from(Code::Char('q'));
        assert_eq!(for_key(q, &typing()), Some(Message::Type('q')));
        assert_eq!(
            for_key(q, &state(None)),
            Some(Message::Act(Action::CloseView))
        );
        assert_eq!(for_key(Code::Char('ß').into(), &state(None)), None);
    }

    #[test]
    fn a_digit_counts_where_it_does_nothing_else_or_goes_on_with_a_count() {
        let digit = |c, state: &State| for_key(Code::Char(c).into(), state);
        let mut state = state(None);
        assert_eq!(digit('5', &state), Some(Message::Digit(5)));
        assert_eq!(digit('2', &state), Some(Message::Act(Action::Aligned)));
        assert_eq!(digit('5', &typing()), Some(Message::Type('5')));
        state.count = Some(5);
        assert_eq!(digit('2', &state), Some(Message::Digit(2)));
        assert_eq!(digit('0', &state), Some(Message::Digit(0)));
    }

    #[test]
    fn pasted_text_is_typed_without_its_controls() {
        let pasted = Event::Paste("a\x1bb\n".to_owned());
        let messages = messages(&pasted, &typing(), &HitMap::default());
        assert_eq!(messages, [Message::Type('a'), Message::Type('b')]);
    }
}
