use alloc::{string::String, vec::Vec};

/// Returns whether every client accepts a label that starts with `xn--`.
///
/// A client that follows the URL Standard decodes the label. It rejects the host if it would not have encoded
/// the decoded name in the same way. An exact check needs the Unicode tables. This one accepts lower-case,
/// precomposed letters of the scripts that are most common in host names. It leaves out right-to-left
/// scripts, which have additional rules.
pub(super) fn is_punycode(label: &str) -> bool {
    let Some(encoded) = label.strip_prefix("xn--") else { return false };
    let Some(name) = decoded(encoded) else { return false };
    let is_valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || is_letter(c);
    let has_stray_hyphen = name.starts_with('-') || name.ends_with('-') || name.contains("--");
    !name.is_ascii() && !has_stray_hyphen && name.chars().all(is_valid)
}

/// Decodes the part after `xn--` ([RFC 3492, section
/// 6.2](https://www.rfc-editor.org/rfc/rfc3492#section-6.2)).
fn decoded(encoded: &str) -> Option<String> {
    let (basic, mut digits) = match encoded.rsplit_once('-') {
        // The delimiter must follow at least one character.
        Some(("", _)) => return None,
        Some((basic, digits)) => (basic, digits.bytes()),
        None => ("", encoded.bytes()),
    };
    let mut name: Vec<char> = basic.chars().collect();
    let (mut code_point, mut at, mut bias) = (0x80_u32, 0_u32, 72);
    while digits.len() > 0 {
        let (start, mut weight) = (at, 1_u32);
        for k in (BASE..).step_by(BASE as usize) {
            let digit = value(digits.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        let len = u32::try_from(name.len()).ok()?.checked_add(1)?;
        bias = adapted(at - start, len, start == 0 && code_point == 0x80);
        code_point = code_point.checked_add(at / len)?;
        at %= len;
        name.insert(at as usize, char::from_u32(code_point)?);
        at += 1;
    }
    Some(name.into_iter().collect())
}

const fn value(digit: u8) -> Option<u32> {
    match digit {
        b'a'..=b'z' => Some((digit - b'a') as u32),
        b'0'..=b'9' => Some((digit - b'0') as u32 + 26),
        _ => None,
    }
}

/// Returns the bias after a code point (RFC 3492, section 6.1).
const fn adapted(delta: u32, len: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / len;
    let mut k = 0;
    while delta > 455 {
        delta /= BASE - 1;
        k += BASE;
    }
    k + BASE * delta / (delta + 38)
}

/// Returns whether a character is a letter that UTS 46 maps to itself in any context.
const fn is_letter(c: char) -> bool {
    match c {
        // Latin, in pairs of an upper-case and a lower-case letter. The letters left out are mapped.
        '\u{133}' | '\u{140}' | '\u{149}' => false,
        '\u{101}'..='\u{137}' => c as u32 % 2 == 1,
        '\u{13a}'..='\u{148}' => c as u32 % 2 == 0,
        '\u{14b}'..='\u{177}' => c as u32 % 2 == 1,
        '\u{17a}' | '\u{17c}' | '\u{17e}' => true,
        'ß'..='ö' | 'ø'..='ÿ' | 'ά'..='ώ' | 'а'..='џ' => true,
        // Kana, ideographs and Hangul.
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='\u{9fa5}' | '가'..='힣' => true,
        _ => false,
    }
}

const BASE: u32 = 36;
