//! Names that never change: what feeds and calendars call the things they tell of.

/// A name, the same for the same thing in every build, every language and at every address: a UUID
/// of version 8 (RFC 9562), made from a hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id([u8; 16]);

impl Id {
    /// The name of what these parts tell apart from all else, the publisher's id first.
    pub fn of(parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"banli feed 1\0");
        for part in parts {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }

    /// Writes it as `urn:uuid:…`.
    pub fn push(self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"urn:uuid:");
        self.push_uuid(out);
    }

    /// Writes the UUID alone.
    pub fn push_uuid(self, out: &mut Vec<u8>) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        for (at, byte) in self.0.into_iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                out.push(b'-');
            }
            out.extend([byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn names_are_uuids_that_stay_and_tell_parts_apart() {
        let written = |parts: &[&str]| {
            let mut out = Vec::new();
            Id::of(parts).push(&mut out);
            String::from_utf8(out).expect("a text")
        };
        // Readers know entries by these: they may never change.
        assert_eq!(written(&["p", "a", "b"]), "urn:uuid:37a0dc92-6b97-88f0-9525-b502d8a4644b");
        assert_ne!(written(&["p", "ab"]), written(&["p", "a", "b"]));
    }
}
