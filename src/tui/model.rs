//! The comparison as the views need it, with what is looked up in it again and again.

use std::cell::OnceCell;
use std::rc::Rc;

use super::block::Block;
use super::by_clause::ByClause;
use super::kept::Kept;
use super::pair_rows::PairRows;
use super::pairing::{PairBlock, Pairing};
use super::state::{CellRef, State, View};
use crate::align::Alignment;
use crate::align::explain::{Explainer, Kinship};
use crate::coverage::checklist::FilledChecklist;
use crate::coverage::{self, Cell, Family, MatrixRow};
use crate::diff::{self, FactDifference, Side};
use crate::display::says::{self, Brief, Than, brief};
use crate::display::{cells, section_title};
use crate::facts::explain::{Explanation, Subject, explain};
use crate::facts::{About, Evidence, Fact};
use crate::lexicon::ConceptKind;
use crate::lexicon::checklist::checklists;
use crate::policy::{ClauseId, Policy, PolicyId, SectionId, Span};
use crate::{Comparison, Survey};

/// A comparison with what is looked up in it again and again.
pub(crate) struct Model<'a> {
    survey: &'a Survey,
    alignment: &'a Alignment,
    pairing: Pairing,
    rows: Vec<RowSummary>,
    cells_of: ByClause<CellRef>,
    aligned_rows_of: ByClause<usize>,
    contents: Vec<Vec<Item>>,
    blocks: Kept<(PolicyId, ClauseId, u16), Block>,
    pair_rows: Kept<(PolicyId, PolicyId), PairRows>,
    /// By row of a pair, its left and its right policy, and the width of the words.
    pairs: Kept<(usize, PolicyId, PolicyId, u16), PairBlock>,
    explanations: Kept<CellRef, Explanation>,
    checklists: Kept<usize, FilledChecklist>,
    differences: Kept<(PolicyId, PolicyId), Vec<FactDifference>>,
    /// Made when it is first asked for, as it counts the words of all policies.
    explainer: OnceCell<Explainer<'a>>,
}

/// What there is to know about a row of the matrix as a whole.
#[derive(Debug)]
pub(crate) struct RowSummary {
    /// What each policy says, in brief.
    pub briefs: Vec<Brief>,
    /// What more than half of the policies say.
    pub most: Option<Brief>,
    /// How many policies say something else than what the largest group of them says.
    pub dissenters: usize,
}

/// A clause or a heading of a policy, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Heading(SectionId),
    Clause(ClauseId),
}

/// Clauses in rows of text that are kept: those of a few views of many columns.
const KEPT_BLOCKS: usize = 200_000;

/// Compared texts that are kept: those of a few pairs of long policies.
const KEPT_PAIRS: usize = 20_000;

/// Other things that are kept: more than anybody looks at in a day.
const KEPT: usize = 4_000;

impl<'a> Model<'a> {
    pub(crate) fn new(Comparison { survey, alignment }: &'a Comparison) -> Self {
        Self {
            survey,
            alignment,
            pairing: Pairing::default(),
            rows: survey.matrix.rows.iter().map(summary).collect(),
            cells_of: cells_of(survey),
            aligned_rows_of: aligned_rows_of(survey, alignment),
            contents: survey.policies.iter().map(contents).collect(),
            blocks: Kept::up_to(KEPT_BLOCKS),
            pair_rows: Kept::up_to(KEPT),
            pairs: Kept::up_to(KEPT_PAIRS),
            explanations: Kept::up_to(KEPT),
            checklists: Kept::up_to(KEPT),
            differences: Kept::up_to(KEPT),
            explainer: OnceCell::new(),
        }
    }

    /// The same with policies put against each other as `pairing` says.
    pub(crate) fn pairing(self, pairing: Pairing) -> Self {
        Self { pairing, ..self }
    }

    pub(crate) fn survey(&self) -> &'a Survey {
        self.survey
    }

    pub(crate) fn alignment(&self) -> &'a Alignment {
        self.alignment
    }

    pub(crate) fn policy(&self, id: PolicyId) -> Option<&'a Policy> {
        self.survey.policies.get(id.0)
    }

    pub(crate) fn name(&self, id: PolicyId) -> &'a str {
        self.policy(id).map_or("", |policy| &policy.name)
    }

    pub(crate) fn row(&self, row: usize) -> Option<&'a MatrixRow> {
        self.survey.matrix.rows.get(row)
    }

    pub(crate) fn summary(&self, row: usize) -> Option<&RowSummary> {
        self.rows.get(row)
    }

    pub(crate) fn cell(&self, row: usize, policy: PolicyId) -> Option<&'a Cell> {
        self.row(row)?.cells.get(policy.0)
    }

    /// Whether the first of `policies` says something else on the row than another of them.
    pub(crate) fn differs(&self, row: usize, policies: &[PolicyId]) -> bool {
        let cell = |id: &PolicyId| self.cell(row, *id);
        let mut cells = policies.iter().filter_map(cell);
        let first = cells.next();
        first.is_some_and(|first| cells.any(|other| !diff::differences(first, other).is_empty()))
    }

    /// How what the policy says on the row stands to what `baseline` says, where that has an order.
    pub(crate) fn against(&self, row: usize, policy: PolicyId, baseline: PolicyId) -> Option<Than> {
        says::than(self.cell(row, policy)?, self.cell(row, baseline)?)
    }

    /// The places that the cell rests on, the most telling first; none where the policy is silent.
    pub(crate) fn places(&self, row: usize, policy: PolicyId) -> Vec<Evidence> {
        let claim = self.cell(row, policy).and_then(Cell::claim);
        claim
            .map(|claim| claim.evidence().collect())
            .unwrap_or_default()
    }

    /// The words in `place` that gave the cell's claim away.
    pub(crate) fn telling(
        &self,
        cell: CellRef,
        place: Evidence,
    ) -> impl Iterator<Item = Span> + use<'a> {
        let facts = self
            .survey
            .facts
            .get(cell.policy.0)
            .map_or(&[][..], |facts| &facts.facts);
        let row = self.row(cell.row);
        let of_cell = move |fact: &&Fact| {
            fact.evidence == place && row.is_some_and(|row| is_about(&fact.about, row))
        };
        facts.iter().filter(of_cell).map(|fact| fact.matched)
    }

    /// What was looked for to fill the cell, and what nearly did; none for a row that the lexicon doesn't know.
    pub(crate) fn explanation(&self, cell: CellRef) -> Option<Rc<Explanation>> {
        let explain = || {
            let (row, policy) = (self.row(cell.row)?, self.policy(cell.policy)?);
            let id = row.id.clone();
            let subject = match row.family {
                Family::Rights => Subject::Concept(ConceptKind::Right, id),
                Family::RecipientCategories => Subject::Concept(ConceptKind::Recipient, id),
                Family::Disclosures => Subject::Concept(ConceptKind::Disclosure, id),
                Family::Processors => Subject::Processor(id),
                Family::Retention => Subject::Retention(id),
            };
            explain(policy, &self.survey.lexicon, &subject)
        };
        self.explanations.find(cell, explain)
    }

    /// Why what `other` says in an aligned row stands there, each clause beside the nearest of `ones`, as the aligner
    /// reckons it.
    pub(crate) fn kinships(
        &self,
        ones: &[(PolicyId, ClauseId)],
        (row, other): (usize, PolicyId),
    ) -> Vec<Kinship<ClauseId>> {
        let Survey {
            policies, facts, ..
        } = self.survey;
        let explainer = self
            .explainer
            .get_or_init(|| Explainer::new(policies, facts));
        let theirs = self.aligned(row, other).iter();
        theirs
            .filter_map(|id| explainer.nearest(ones.iter().copied(), (other, *id)))
            .collect()
    }

    /// What two policies say differently, in order of the rows of the matrix.
    pub(crate) fn differences(&self, left: PolicyId, right: PolicyId) -> Rc<Vec<FactDifference>> {
        let Survey {
            matrix, lexicon, ..
        } = self.survey;
        let find = || {
            let mut found = match self.versions(left, right) {
                Some([old, new]) => {
                    diff::facts_of_versions(matrix, lexicon, (left, old), (right, new))
                }
                None => diff::facts(matrix, lexicon, left, right),
            };
            found.sort_by_key(|one| one.row);
            found
        };
        self.differences.get((left, right), find)
    }

    /// The checklist with this number among all, filled when it is first looked at.
    pub(crate) fn checklist(&self, number: usize) -> Option<Rc<FilledChecklist>> {
        let checklist = checklists().get(number)?;
        let fill = || {
            let (matrix, policies) = (&self.survey.matrix, &self.survey.policies);
            coverage::checklist::fill(checklist, matrix, policies)
        };
        Some(self.checklists.get(number, fill))
    }

    /// How many rows of `family` the policy speaks on, and how many there are.
    pub(crate) fn count(&self, family: Family, policy: PolicyId) -> (usize, usize) {
        let rows = self
            .survey
            .matrix
            .rows
            .iter()
            .filter(|row| row.family == family);
        let cells = rows.filter_map(|row| row.cells.get(policy.0));
        cells.fold((0, 0), |(some, all), cell| {
            (some + usize::from(cell.polarity().is_some()), all + 1)
        })
    }

    /// The cells of the matrix whose words stand in the clause.
    pub(crate) fn cells_of(&self, policy: PolicyId, clause: ClauseId) -> &[CellRef] {
        self.cells_of.get(policy, clause)
    }

    /// The aligned rows that the clause stands in.
    pub(crate) fn aligned_rows_of(&self, policy: PolicyId, clause: ClauseId) -> &[usize] {
        self.aligned_rows_of.get(policy, clause)
    }

    /// The clauses of the policy in an aligned row; none where it is silent.
    pub(crate) fn aligned(&self, row: usize, policy: PolicyId) -> &'a [ClauseId] {
        let row = self.alignment.clauses.get(row);
        row.and_then(|row| row.cells.get(policy.0))
            .map_or(&[], Vec::as_slice)
    }

    /// Headings and clauses of the policy in reading order.
    pub(crate) fn contents(&self, policy: PolicyId) -> &[Item] {
        self.contents.get(policy.0).map_or(&[], Vec::as_slice)
    }

    /// The clause in rows of `width` cells.
    pub(crate) fn block(&self, policy: PolicyId, clause: ClauseId, width: u16) -> Rc<Block> {
        let wrapped = || match self.policy(policy) {
            Some(text) if clause.0 < text.clauses.len() => Block::new(text, clause, width),
            _ => Block::empty(),
        };
        self.blocks.get((policy, clause, width), wrapped)
    }

    /// Two policies row by row.
    pub(crate) fn pair_rows(&self, left: PolicyId, right: PolicyId) -> Rc<PairRows> {
        let make = || match self.versions(left, right) {
            Some([old, new]) => PairRows::versions((left, old), new),
            None => PairRows::aligned(self, left, right),
        };
        self.pair_rows.get((left, right), make)
    }

    /// The two policies, where they are put against each other as versions of one.
    fn versions(&self, left: PolicyId, right: PolicyId) -> Option<[&'a Policy; 2]> {
        let (one, other) = (self.policy(left)?, self.policy(right)?);
        let are_versions = left != right
            && match self.pairing {
                Pairing::ByText => diff::nearly_same(one, other),
                Pairing::AsVersions => true,
            };
        are_versions.then_some([one, other])
    }

    /// What two policies say in a row of theirs, in rows of `width` cells.
    pub(crate) fn pair_block(
        &self,
        row: usize,
        left: PolicyId,
        right: PolicyId,
        width: u16,
    ) -> Rc<PairBlock> {
        let compare = || {
            let rows = self.pair_rows(left, right);
            let row = rows.rows.get(row);
            let side = |id: PolicyId, side: Side| {
                let clauses = row.map_or(&[][..], |row| row.side(side));
                (&self.survey.policies[id.0], clauses)
            };
            PairBlock::new(side(left, Side::Left), side(right, Side::Right), width)
        };
        self.pairs.get((row, left, right, width), compare)
    }

    /// The clause that the cursor is on, in the views that show clauses.
    pub(crate) fn clause_at(&self, state: &State) -> Option<(PolicyId, ClauseId)> {
        let policy = state.policy;
        let clause = match state.view {
            View::Matrix => self
                .places(state.matrix.row, policy)
                .first()
                .map(|place| place.clause),
            View::Aligned => self.aligned(state.aligned.row, policy).first().copied(),
            View::Pair => return super::layout::pair::clause_at(self, state),
            View::Reader => Some(state.reader.clause)
                .filter(|id| self.policy(policy).is_some_and(|p| id.0 < p.clauses.len())),
        };
        clause.map(|clause| (policy, clause))
    }

    /// The first clause under a heading, or under those inside it.
    pub(crate) fn first_under(&self, policy: PolicyId, section: SectionId) -> Option<ClauseId> {
        let text = self.policy(policy)?;
        let mut clauses = text.clauses();
        clauses
            .find(|(_, clause)| text.section_path(clause.section).any(|id| id == section))
            .map(|(id, _)| id)
    }

    /// The sections that the clause stands in, from the outside in.
    pub(crate) fn path_to(&self, policy: PolicyId, clause: ClauseId) -> Vec<SectionId> {
        let section = self
            .policy(policy)
            .and_then(|text| text.clauses.get(clause.0)?.section);
        self.path_of(policy, section)
    }

    /// The section and those it stands in, from the outside in.
    pub(crate) fn path_of(&self, policy: PolicyId, section: Option<SectionId>) -> Vec<SectionId> {
        let mut path: Vec<SectionId> = self
            .policy(policy)
            .map(|text| text.section_path(section).collect())
            .unwrap_or_default();
        path.reverse();
        path
    }

    /// The headings above the clause, from the outside in, as many of the inner ones as `width` has room for.
    pub(crate) fn path_within(&self, policy: PolicyId, clause: ClauseId, width: usize) -> String {
        let path = self.path_to(policy, clause);
        let mut titles = path
            .iter()
            .rev()
            .map(|section| self.heading(policy, *section));
        let mut text = titles.next().unwrap_or_default();
        for outer in titles {
            let longer = format!("{outer} › {text}");
            if cells(&longer) > width {
                break;
            }
            text = longer;
        }
        text
    }

    /// The heading of a section with its number, as safe text.
    pub(crate) fn heading(&self, policy: PolicyId, section: SectionId) -> String {
        self.policy(policy)
            .map(|policy| section_title(policy, section).to_string())
            .unwrap_or_default()
    }
}

/// Whether a fact belongs into the row.
fn is_about(about: &About, row: &MatrixRow) -> bool {
    match about {
        About::Right(id) => row.family == Family::Rights && *id == row.id,
        About::Processor(processor) => row.family == Family::Processors && processor.id == row.id,
        About::RecipientCategory(id) => row.family == Family::RecipientCategories && *id == row.id,
        About::Retention(kept) => row.family == Family::Retention && kept.subject_id == row.id,
        About::Disclosure { id, .. } => row.family == Family::Disclosures && *id == row.id,
    }
}

fn summary(row: &MatrixRow) -> RowSummary {
    let briefs: Vec<Brief> = row.cells.iter().map(brief).collect();
    let followers = |one: &Brief| briefs.iter().filter(|other| *other == one).count();
    let largest = briefs
        .iter()
        .map(|one| (followers(one), one))
        .max_by_key(|(count, _)| *count);
    let (count, most) = largest.map_or((0, None), |(count, one)| (count, Some(one.clone())));
    RowSummary {
        most: most.filter(|_| count * 2 > briefs.len()),
        dissenters: briefs.len() - count,
        briefs,
    }
}

fn cells_of(survey: &Survey) -> ByClause<CellRef> {
    let mut cells = ByClause::of(survey);
    for (row, line) in survey.matrix.rows.iter().enumerate() {
        for (cell, policy) in line.cells.iter().zip((0..).map(PolicyId)) {
            for place in cell.claim().into_iter().flat_map(coverage::Claim::evidence) {
                cells.add(policy, place.clause, CellRef { row, policy });
            }
        }
    }
    cells
}

fn aligned_rows_of(survey: &Survey, alignment: &Alignment) -> ByClause<usize> {
    let mut rows = ByClause::of(survey);
    for (at, row) in alignment.clauses.iter().enumerate() {
        for (clauses, policy) in row.cells.iter().zip((0..).map(PolicyId)) {
            clauses
                .iter()
                .for_each(|clause| rows.add(policy, *clause, at));
        }
    }
    rows
}

fn contents(policy: &Policy) -> Vec<Item> {
    let headings = policy
        .sections()
        .map(|(id, section)| (section.heading.start(), Item::Heading(id)));
    let clauses = policy
        .clauses()
        .map(|(id, clause)| (clause.span.start(), Item::Clause(id)));
    let mut items: Vec<(usize, Item)> = headings.chain(clauses).collect();
    items.sort_by_key(|(start, _)| *start);
    items.into_iter().map(|(_, item)| item).collect()
}
