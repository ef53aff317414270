//! Pictures of every view, and properties that hold for any keys.
