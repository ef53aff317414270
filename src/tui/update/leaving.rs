//! Closing what lies on top, and going back and forth on the trail.

use super::switch;
use crate::Progress;
use crate::tui::effect::Effect;
use crate::tui::state::{Place, State, View};
use crate::tui::tray::Kept;

/// What would be closed next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnTop {
    Layer,
    Search,
    Evidence,
    /// Nothing, but policies are still being read.
    Reading,
    /// Nothing but the way back.
    Nothing,
}

/// What lies on top of the view.
pub(crate) fn on_top(state: &State) -> OnTop {
    match state {
        _ if !state.layers.is_empty() => OnTop::Layer,
        _ if state.search.is_some() => OnTop::Search,
        _ if state.view == View::Matrix && state.matrix.evidence.is_some() => OnTop::Evidence,
        _ if matches!(state.reading, Some(Progress::Reading { .. })) => OnTop::Reading,
        _ => OnTop::Nothing,
    }
}

pub(super) fn close(state: &mut State) -> Vec<Effect> {
    match on_top(state) {
        OnTop::Search => state.search = None,
        OnTop::Evidence => state.matrix.evidence = None,
        OnTop::Reading => {
            state.notice = Some("no further policies are read".to_owned());
            return vec![Effect::Enough];
        }
        OnTop::Nothing if state.view != View::Matrix => back(state),
        OnTop::Nothing | OnTop::Layer => {}
    }
    Vec::new()
}

pub(super) fn close_view(state: &mut State) -> Vec<Effect> {
    match state.view {
        View::Matrix if state.matrix.evidence.is_some() => state.matrix.evidence = None,
        View::Matrix if state.tray.must_warn() => {
            state.tray.kept = Kept::Warned;
            let count = state.tray.things.len();
            let [tray, write, quit] = ["tray", "write", "close-view"].map(|name| state.key(name));
            let notice = format!(
                "{count} in the tray would be lost; {tray} shows it, {write} there writes it, {quit} quits"
            );
            state.notice = Some(notice);
        }
        View::Matrix => return vec![Effect::Quit],
        _ if state.trail.back.is_empty() => switch(state, View::Matrix),
        _ => back(state),
    }
    Vec::new()
}

pub(super) fn back(state: &mut State) {
    if let Some(place) = state.trail.back.pop() {
        let here = state.place();
        state.trail.forward.push(here);
        arrive(state, place);
    }
}

pub(super) fn forward(state: &mut State) {
    if let Some(place) = state.trail.forward.pop() {
        let here = state.place();
        state.trail.back.push(here);
        arrive(state, place);
    }
}

fn arrive(state: &mut State, place: Place) {
    switch(state, place.view);
    state.go_to(place);
}
