//! Which places lie in which.

/// The member states of the European Union.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The other states of the European Economic Area.
const EEA_ONLY: [&str; 3] = ["IS", "LI", "NO"];

/// Whether `place` lies in one of `homes`; places are ISO 3166 alpha-2 codes, EU or EEA.
pub(super) fn lies_in(place: &str, homes: &[String]) -> bool {
    homes.iter().any(|home| {
        let in_eu = place == "EU" || EU.contains(&place);
        match home.as_str() {
            "EU" => in_eu,
            "EEA" => is_in_eea(place),
            home => place == home,
        }
    })
}

/// Whether `place`, an ISO 3166 alpha-2 code, EU or EEA, lies in the European Economic Area.
pub fn is_in_eea(place: &str) -> bool {
    place == "EEA" || place == "EU" || EU.contains(&place) || EEA_ONLY.contains(&place)
}

/// Whether `code` looks like that of a place.
pub(super) fn is_code(code: &str) -> bool {
    code == "EEA" || code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norway_lies_in_the_eea_and_not_in_the_eu() {
        let lies = |place, home: &str| lies_in(place, &[home.to_owned()]);
        assert!(lies("NO", "EEA") && !lies("NO", "EU"));
        assert!(lies("DE", "EEA") && lies("DE", "EU") && lies("EU", "EEA"));
        assert!(!lies("EEA", "EU"), "it may be in Norway");
        assert!(!lies("US", "EEA") && lies("US", "US"));
    }

    #[test]
    fn a_code_has_two_capitals() {
        assert!(is_code("DE") && is_code("EEA"));
        assert!(!is_code("de") && !is_code("Germany") && !is_code("É"));
    }
}
