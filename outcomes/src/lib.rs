//! The domain: what is true about how suggestions, proposals and motions were handled.
