use alloc::{borrow::Cow, vec::Vec};
use core::cmp::Ordering;

use super::Value;

/// A query parameter or a header.
#[derive(Clone, Debug, Default)]
pub(super) struct Field<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: Value<'a>,
}

/// A list of fields that costs no allocation while it is short, as it nearly always is.
#[derive(Clone, Debug, Default)]
#[expect(clippy::large_enum_variant, reason = "a box would be the allocation that this avoids")]
pub(super) enum Fields<'a> {
    #[default]
    None,
    Short {
        fields: [Field<'a>; SHORT],
        len: usize,
    },
    Long(Vec<Field<'a>>),
}

impl<'a> Fields<'a> {
    pub(super) fn push(&mut self, field: Field<'a>) {
        match self {
            Self::None => {
                let mut fields: [Field<'a>; SHORT] = Default::default();
                fields[0] = field;
                *self = Self::Short { fields, len: 1 };
            }
            Self::Short { fields, len } => {
                if let Some(free) = fields.get_mut(*len) {
                    *free = field;
                    *len += 1;
                } else {
                    let mut long: Vec<_> = fields.iter_mut().map(core::mem::take).collect();
                    long.push(field);
                    *self = Self::Long(long);
                }
            }
            Self::Long(fields) => fields.push(field),
        }
    }

    pub(super) fn as_slice(&self) -> &[Field<'a>] {
        match self {
            Self::None => &[],
            Self::Short { fields, len } => fields.get(..*len).unwrap_or_default(),
            Self::Long(fields) => fields,
        }
    }

    /// Stable. By a pointer, since code for each order would be a tenth of what the crate is in WebAssembly.
    pub(super) fn sort_by(&mut self, order: fn(&Field<'a>, &Field<'a>) -> Ordering) {
        let fields = match self {
            Self::None => &mut [],
            Self::Short { fields, len } => fields.get_mut(..*len).unwrap_or_default(),
            Self::Long(fields) => fields,
        };
        fields.sort_by(order);
    }
}

const SHORT: usize = 4;
