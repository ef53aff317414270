//! Which places lie in which, and what protects data there.

use crate::facts::Safeguard;

/// The member states of the European Union.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// All countries of ISO 3166-1.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM \
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS \
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ \
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM \
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI \
    VN VU WF WS YE YT ZA ZM ZW";

/// The other states of the European Economic Area.
const EEA_ONLY: [&str; 3] = ["IS", "LI", "NO"];

/// What protects data in a third country by itself: GDPR Art. 45-47. A processing agreement does not, nor does consent.
pub(super) const TRANSFER_SAFEGUARDS: [Safeguard; 4] = [
    Safeguard::Scc,
    Safeguard::Adequacy,
    Safeguard::Dpf,
    Safeguard::Bcr,
];

/// Whether data are protected where an organisation handles them, as far as a policy says; the best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Protection {
    /// They stay at home, or a safeguard is named.
    Given,
    /// They are handled abroad, and no safeguard is named.
    Missing,
    /// It is not said where they are handled, so it can't be judged.
    Unknown,
}

impl Protection {
    /// Whether data at `location` are protected under `safeguards`, where places in `homes` need none and those of `counted`
    /// count.
    pub(super) fn of(
        location: &[String],
        safeguards: &[Safeguard],
        homes: &[impl AsRef<str>],
        counted: &[Safeguard],
    ) -> Self {
        let names_one = safeguards.iter().any(|one| counted.contains(one));
        let stays = match location {
            [] => safeguards.contains(&Safeguard::NoneNeeded),
            all => all.iter().all(|place| lies_in(place, homes)),
        };
        if names_one || stays {
            Self::Given
        } else if location.is_empty() {
            Self::Unknown
        } else {
            Self::Missing
        }
    }

    /// The same where the safeguards of GDPR Chapter V count outside the EEA.
    pub(super) fn outside_the_eea(location: &[String], safeguards: &[Safeguard]) -> Self {
        Self::of(location, safeguards, &["EEA"], &TRANSFER_SAFEGUARDS)
    }
}

/// Whether `place` lies in one of `homes`; places are ISO 3166 alpha-2 codes, EU or EEA.
fn lies_in(place: &str, homes: &[impl AsRef<str>]) -> bool {
    homes.iter().any(|home| {
        let in_eu = place == "EU" || EU.contains(&place);
        match home.as_ref() {
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

/// Whether `code` is that of a place: an ISO 3166 alpha-2 code, EU or EEA.
pub(super) fn is_code(code: &str) -> bool {
    code == "EEA" || code == "EU" || COUNTRIES.split(' ').any(|country| country == code)
}

/// The code of a place that `name`, which is none, may stand for.
pub(super) fn meant_by(name: &str) -> Option<String> {
    let code = match name.to_uppercase().as_str() {
        "UK" => "GB".to_owned(),
        "EL" => "GR".to_owned(),
        code => code.to_owned(),
    };
    is_code(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norway_lies_in_the_eea_and_not_in_the_eu() {
        let lies = |place, home: &str| lies_in(place, &[home]);
        assert!(lies("NO", "EEA") && !lies("NO", "EU"));
        assert!(lies("DE", "EEA") && lies("DE", "EU") && lies("EU", "EEA"));
        assert!(!lies("EEA", "EU"), "it may be in Norway");
        assert!(!lies("US", "EEA") && lies("US", "US"));
    }

    #[test]
    fn data_are_protected_at_home_and_under_safeguards_that_count() {
        let of = |location: &[&str], safeguards: &[Safeguard]| {
            let location: Vec<String> = location.iter().map(|place| (*place).to_owned()).collect();
            Protection::outside_the_eea(&location, safeguards)
        };
        assert_eq!(of(&["DE", "NO"], &[]), Protection::Given);
        assert_eq!(of(&["DE", "US"], &[]), Protection::Missing);
        assert_eq!(of(&["US"], &[Safeguard::Dpa]), Protection::Missing);
        assert_eq!(
            of(&["US"], &[Safeguard::Dpa, Safeguard::Scc]),
            Protection::Given
        );
        assert_eq!(of(&[], &[Safeguard::Dpa]), Protection::Unknown);
        assert_eq!(of(&[], &[Safeguard::Scc]), Protection::Given);
        assert_eq!(of(&[], &[Safeguard::NoneNeeded]), Protection::Given);
    }

    #[test]
    fn a_code_is_that_of_a_country() {
        assert!(is_code("DE") && is_code("EEA") && is_code("EU"));
        assert!(!is_code("de") && !is_code("Germany") && !is_code("É"));
        assert!(!is_code("XX") && !is_code("UK") && !is_code(""));
        assert!(EU.iter().chain(&EEA_ONLY).all(|code| is_code(code)));
        assert_eq!(COUNTRIES.split(' ').count(), 249);
    }

    #[test]
    fn what_is_no_code_may_stand_for_one() {
        assert_eq!(meant_by("UK").as_deref(), Some("GB"));
        assert_eq!(meant_by("eea").as_deref(), Some("EEA"));
        assert_eq!(meant_by("Europe"), None);
    }
}
