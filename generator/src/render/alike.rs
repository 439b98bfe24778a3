//! What both walks over a view do alike: how they come to texts, numbers and lists, and what no view may hold.

/// The methods of a serializer with these results for values and lists.
macro_rules! alike {
    ($value:ty, $list:ty) => {
        type Ok = $value;
        type Error = Fault;
        type SerializeSeq = $list;
        type SerializeTuple = $list;
        type SerializeTupleStruct = $list;
        type SerializeTupleVariant = Impossible<$value, Fault>;
        type SerializeMap = Impossible<$value, Fault>;
        type SerializeStructVariant = Impossible<$value, Fault>;

        fn serialize_f32(self, value: f32) -> Result<$value, Fault> {
            self.serialize_f64(value.into())
        }

        fn serialize_char(self, value: char) -> Result<$value, Fault> {
            self.serialize_str(value.encode_utf8(&mut [0; 4]))
        }

        fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<$value, Fault> {
            value.serialize(self)
        }

        fn serialize_unit(self) -> Result<$value, Fault> {
            self.serialize_none()
        }

        fn serialize_unit_struct(self, _: &'static str) -> Result<$value, Fault> {
            self.serialize_none()
        }

        fn serialize_newtype_struct<T: Serialize + ?Sized>(
            self,
            name: &'static str,
            value: &T,
        ) -> Result<$value, Fault> {
            value.serialize(Self { walk: self.walk, meant: Meant::of(name) })
        }

        fn serialize_seq(self, len: Option<usize>) -> Result<$list, Fault> {
            self.list(len)
        }

        fn serialize_tuple(self, len: usize) -> Result<$list, Fault> {
            self.list(Some(len))
        }

        fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<$list, Fault> {
            self.list(Some(len))
        }

        fn serialize_bytes(self, _: &[u8]) -> Result<$value, Fault> {
            Err(ser::Error::custom("a view holds no bytes"))
        }

        fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Fault> {
            Err(ser::Error::custom("a view holds structures and no maps"))
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Result<$value, Fault> {
            Err(no_choices())
        }

        fn serialize_tuple_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleVariant, Fault> {
            Err(no_choices())
        }

        fn serialize_struct_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeStructVariant, Fault> {
            Err(no_choices())
        }
    };
}

pub(super) use alike;
