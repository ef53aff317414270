//! Values of which all are known, so that a shell can complete them and a slip is answered with what there is.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Reads one of `known` by its name.
pub(super) fn one_of<T: Clone + Send + Sync + 'static>(
    known: impl IntoIterator<Item = (impl Into<PossibleValue>, T)>,
) -> impl TypedValueParser<Value = T> {
    let known: Vec<(PossibleValue, T)> = known
        .into_iter()
        .map(|(name, value)| (name.into(), value))
        .collect();
    let names: Vec<PossibleValue> = known.iter().map(|(name, _)| name.clone()).collect();
    PossibleValuesParser::new(names).try_map(move |typed| {
        let found = known.iter().find(|(name, _)| name.matches(&typed, false));
        found
            .map(|(_, value)| value.clone())
            .ok_or("it is not known")
    })
}
