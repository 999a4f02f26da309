#![doc = include_str!("../../src/_guide/cloudfront.md")]
