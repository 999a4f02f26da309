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
        sort: Sort,
    },
    Long {
        fields: Vec<Field<'a>>,
        sort: Sort,
    },
}

/// Puts fields in their order, and leaves those that are equal in theirs.
///
/// It comes with the first field: a program that adds none has no code for sorting, which is large in WebAssembly.
pub(super) type Sort = fn(&mut [Field<'_>]);

impl<'a> Fields<'a> {
    pub(super) fn push(&mut self, field: Field<'a>, sort: Sort) {
        match self {
            Self::None => {
                let mut fields: [Field<'a>; SHORT] = Default::default();
                fields[0] = field;
                *self = Self::Short { fields, len: 1, sort };
            }
            Self::Short { fields, len, .. } => {
                if let Some(free) = fields.get_mut(*len) {
                    *free = field;
                    *len += 1;
                } else {
                    let mut fields: Vec<_> = fields.iter_mut().map(core::mem::take).collect();
                    fields.push(field);
                    *self = Self::Long { fields, sort };
                }
            }
            Self::Long { fields, .. } => fields.push(field),
        }
    }

    pub(super) fn as_slice(&self) -> &[Field<'a>] {
        match self {
            Self::None => &[],
            Self::Short { fields, len, .. } => fields.get(..*len).unwrap_or_default(),
            Self::Long { fields, .. } => fields,
        }
    }

    pub(super) fn sort(&mut self) {
        match self {
            Self::None => {}
            Self::Short { fields, len, sort } => sort(fields.get_mut(..*len).unwrap_or_default()),
            Self::Long { fields, sort } => sort(fields),
        }
    }
}

/// The order by a pointer, for all orders to share the code.
pub(super) fn sort_by<'a>(fields: &mut [Field<'a>], order: fn(&Field<'a>, &Field<'a>) -> Ordering) {
    fields.sort_by(order);
}

const SHORT: usize = 4;
