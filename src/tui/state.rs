//! What the screen shows and where the cursor is: plain data, changed by `update` alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::folded::Folded;
use super::hit::Border;
use super::keymap::Keymap;
use super::query::{Query, Reading};
use super::theme::Theme;
use super::tray::Tray;
use crate::Progress;
use crate::coverage::Family;
use crate::policy::{ClauseId, PolicyId, SectionId, Span};

/// The four ways of looking at a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// What each policy states, denies or is silent on.
    #[default]
    Matrix,
    /// Clauses that make the same provision, side by side.
    Aligned,
    /// Two policies and their differences.
    Pair,
    /// One policy from end to end.
    Reader,
}

impl View {
    /// All views in the order of their tabs.
    pub const ALL: [Self; 4] = [Self::Matrix, Self::Aligned, Self::Pair, Self::Reader];

    /// The name on the tab, and the one by which the view is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Aligned => "aligned",
            Self::Pair => "pair",
            Self::Reader => "reader",
        }
    }
}

/// Width and height of the screen in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Size {
    /// The smallest screen that is drawn on.
    pub const MIN: Self = Self {
        width: 20,
        height: 5,
    };

    /// Whether there is room for anything but a word of regret.
    pub fn is_enough(self) -> bool {
        self.width >= Self::MIN.width && self.height >= Self::MIN.height
    }
}

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CellRef {
    pub row: usize,
    pub policy: PolicyId,
}

/// Everything that the screen is made from, besides the comparison.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    pub size: Size,
    pub theme: Theme,
    pub keymap: Arc<Keymap>,
    pub view: View,
    /// The policies in the order of their columns, the baseline first.
    pub columns: Vec<PolicyId>,
    /// The policies that were taken out of sight, the last one last.
    pub hidden: Vec<PolicyId>,
    /// The policy that the cursor is on, in every view.
    pub policy: PolicyId,
    pub matrix: MatrixState,
    pub aligned: AlignedState,
    pub pair: PairState,
    pub reader: ReaderState,
    /// The widths that borders were dragged to.
    pub widths: Widths,
    /// The border that is being dragged.
    pub dragged: Option<Border>,
    /// The sections whose clauses are put away under their headings.
    pub folded: Folded,
    /// What lies on top; the last one sees the keys first.
    pub layers: Vec<Layer>,
    pub search: Option<Search>,
    pub tray: Tray,
    pub trail: Trail,
    /// How far the policies are read, while some still are.
    pub reading: Option<Progress>,
    /// How often the next move is to be made, while that is typed.
    pub count: Option<u16>,
    /// A word about the last action, until the next one.
    pub notice: Option<String>,
    pub pointer: Pointer,
}

/// The matrix: which rows are shown, and where the cursor is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MatrixState {
    /// The row of the matrix that the cursor is on.
    pub row: usize,
    /// Screen rows between the top of the list and the cursor.
    pub lead: isize,
    /// The first column shown, by its place among the columns.
    pub first: usize,
    pub show: Show,
    /// The families whose rows are shown; none means all.
    pub families: BTreeSet<Family>,
    pub order: Order,
    pub density: Density,
    pub against: Against,
    /// The words behind the cell, if they are shown.
    pub evidence: Option<EvidencePane>,
}

/// Which rows of the matrix are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Show {
    #[default]
    All,
    /// Only rows in which policies differ.
    Differing,
    /// Only rows on which the policy under the cursor is silent and another speaks.
    Gaps,
}

/// How the rows of a family are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// As the comparison has them.
    #[default]
    Given,
    /// What divides the policies most first.
    Disagreement,
}

/// What the cells are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Against {
    #[default]
    Nothing,
    /// What most policies say: it has a column of its own, and those who say the same step back.
    Most,
}

/// How much of a cell is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Density {
    /// Its sign and what stands beside it.
    #[default]
    Content,
    /// Its sign alone, so that many policies are seen at once.
    Signs,
}

/// The pane with the words behind a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct EvidencePane {
    /// Which of the places the cursor is on.
    pub place: usize,
    /// Screen rows scrolled away.
    pub scrolled: usize,
}

/// The aligned rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AlignedState {
    /// The aligned row of clauses that the cursor is on.
    pub row: usize,
    /// Screen rows between the top of the list and the top of the cursor's row; negative where that is above.
    pub lead: isize,
    /// The first column shown beside the baseline.
    pub first: usize,
    pub show: Show,
}

/// Two policies against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PairState {
    pub left: PolicyId,
    pub right: PolicyId,
    /// The line that the cursor is on.
    pub item: usize,
    pub lead: isize,
    pub detail: Detail,
    pub show: Show,
    /// The two for which `show` was settled: of versions only what has changed is shown at first.
    pub settled: Option<(PolicyId, PolicyId)>,
}

/// How closely a pair is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The facts that differ, then the text with its words marked.
    #[default]
    All,
    /// Only the facts that differ.
    Facts,
    /// Only the clauses, their words marked.
    Words,
    /// Only the clauses, their sentences marked.
    Sentences,
}

/// One policy from end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReaderState {
    /// The policy that `clause` is one of; the reader follows when the cursor goes to another policy.
    pub policy: PolicyId,
    pub clause: ClauseId,
    pub lead: isize,
    /// The cell whose words are highlighted.
    pub cell: Option<CellRef>,
}

/// Something that lies on top of the view.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Layer {
    /// A line in which something is typed.
    Prompt { purpose: Purpose, text: String },
    /// The tray, with the cursor on one of its things.
    Tray { chosen: usize },
    /// A filled checklist, with the cursor on one of its requirements.
    Checklist { number: usize, chosen: usize },
    /// A text to be read.
    Page { page: Page, scrolled: usize },
    /// A list to choose from.
    Picker(Picker),
}

/// What a line is typed for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Purpose {
    /// A search; the one before it comes back when it is given up.
    Search {
        reading: Reading,
        before: Option<Search>,
    },
    /// A word of note on the thing in the tray.
    Note,
    /// The name of the file that the tray is written to.
    File,
}

/// The texts that a key brings up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// All keys of the view.
    Help,
    /// The policies compared: title, date, file, and what their reading was like.
    Inputs,
    /// The rules behind the cell; what the clauses of the row have in common.
    Why,
}

/// A list to choose from, narrowed by what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picker {
    pub kind: PickerKind,
    pub text: String,
    pub chosen: usize,
}

/// What there is to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PickerKind {
    /// Everything that can be done now.
    Actions,
    /// The sections of the policy under the cursor.
    Outline,
    /// All hits of the search.
    Hits,
    /// The cells that the clause under the cursor fills.
    Cells,
    /// The checklists that can be filled.
    Checklists,
    /// The families of rows, to show some and not others.
    Families,
}

/// What is searched for, and where it was found in the view that is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Search {
    pub query: Query,
    pub hits: Vec<Hit>,
    /// Where they were looked for; elsewhere they must be found anew.
    pub scope: Option<Scope>,
    /// The hit that the cursor is on.
    pub current: Option<usize>,
}

/// What a search goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub view: View,
    pub policies: Vec<PolicyId>,
    pub show: Show,
}

/// A place where a search found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hit {
    /// A row of the matrix.
    Row(usize),
    /// A heading.
    Heading {
        policy: PolicyId,
        section: SectionId,
    },
    /// Words of a clause.
    Words {
        policy: PolicyId,
        clause: ClauseId,
        span: Span,
    },
}

/// The places the reader came from and may go to again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trail {
    pub back: Vec<Place>,
    pub forward: Vec<Place>,
}

/// The widths of columns, where a border was dragged; else they follow from the room there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Widths {
    /// The labels of the matrix.
    pub label: Option<u16>,
    /// A policy's column in the matrix.
    pub matrix: Option<u16>,
    /// A policy's column in the aligned rows.
    pub aligned: Option<u16>,
}

/// A place to come back to: the view, the policy, and the state of that view.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub view: View,
    pub policy: PolicyId,
    pub matrix: MatrixState,
    pub aligned: AlignedState,
    pub pair: PairState,
    pub reader: ReaderState,
}

/// Who gets the mouse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pointer {
    /// The program: a click selects.
    #[default]
    Ours,
    /// The terminal: text can be selected with it.
    Terminal,
}

/// Who gets the keys: the layer on top, else the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Context {
    Matrix,
    Aligned,
    Pair,
    Reader,
    Prompt,
    Page,
    Picker,
    Tray,
    Checklist,
}

impl State {
    pub(crate) fn new(size: Size, theme: Theme, view: View, policies: usize) -> Self {
        let columns: Vec<PolicyId> = (0..policies).map(PolicyId).collect();
        Self {
            size,
            theme,
            keymap: Arc::default(),
            view,
            policy: PolicyId(0),
            matrix: MatrixState::default(),
            aligned: AlignedState::default(),
            pair: PairState {
                left: PolicyId(0),
                right: PolicyId(usize::from(policies > 1)),
                item: 0,
                lead: 0,
                detail: Detail::All,
                show: Show::All,
                settled: None,
            },
            reader: ReaderState {
                policy: PolicyId(0),
                clause: ClauseId(0),
                lead: 0,
                cell: None,
            },
            columns,
            widths: Widths::default(),
            dragged: None,
            folded: Folded::default(),
            hidden: Vec::new(),
            layers: Vec::new(),
            search: None,
            tray: Tray::default(),
            trail: Trail::default(),
            reading: None,
            count: None,
            notice: None,
            pointer: Pointer::Ours,
        }
    }

    /// The key to show for the action called `name`.
    pub(crate) fn key(&self, name: &str) -> String {
        self.keymap.key_of(name)
    }

    pub(crate) fn context(&self) -> Context {
        match (self.layers.last(), self.view) {
            (Some(Layer::Prompt { .. }), _) => Context::Prompt,
            (Some(Layer::Page { .. }), _) => Context::Page,
            (Some(Layer::Picker(_)), _) => Context::Picker,
            (Some(Layer::Tray { .. }), _) => Context::Tray,
            (Some(Layer::Checklist { .. }), _) => Context::Checklist,
            (None, View::Matrix) => Context::Matrix,
            (None, View::Aligned) => Context::Aligned,
            (None, View::Pair) => Context::Pair,
            (None, View::Reader) => Context::Reader,
        }
    }

    /// The place of the cursor's policy among the columns.
    pub(crate) fn column(&self) -> usize {
        self.columns
            .iter()
            .position(|id| *id == self.policy)
            .unwrap_or(0)
    }

    /// Where we are, to come back to.
    pub(crate) fn place(&self) -> Place {
        Place {
            view: self.view,
            policy: self.policy,
            matrix: self.matrix.clone(),
            aligned: self.aligned,
            pair: self.pair,
            reader: self.reader,
        }
    }

    /// Takes us to `place`.
    pub(crate) fn go_to(&mut self, place: Place) {
        self.view = place.view;
        self.policy = place.policy;
        self.matrix = place.matrix;
        self.aligned = place.aligned;
        self.pair = place.pair;
        self.reader = place.reader;
    }

    /// Remembers where we are before a jump.
    pub(crate) fn remember(&mut self) {
        let place = self.place();
        if self.trail.back.last() != Some(&place) {
            self.trail.back.push(place);
        }
        self.trail.forward.clear();
    }
}
