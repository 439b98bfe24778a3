//! What Banli publishes.
