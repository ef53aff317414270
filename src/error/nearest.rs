//! What may be meant by a word that is unknown.

/// What of `known` is most like `word`; none where nothing is much like it.
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    /// Alike enough to be a slip of the pen.
    const ALIKE: f64 = 0.7;
    let likeness = |one: &&str| {
        // "logs" means usage-logs.
        let is_part = one.split(['-', '.']).any(|part| part == word);
        let likeness = strsim::normalized_damerau_levenshtein(word, one);
        if is_part {
            likeness.max(ALIKE)
        } else {
            likeness
        }
    };
    known
        .map(|one| (likeness(&one), one))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, one)| one)
}
