//! Things that are worked out when they are first asked for, and kept.

use std::cell::RefCell;
use std::hash::Hash;
use std::rc::Rc;

use rustc_hash::FxHashMap;

/// Things by what they were made of; beyond so many all are forgotten, and made anew where they are asked for again.
pub(crate) struct Kept<Key, Thing> {
    things: RefCell<FxHashMap<Key, Rc<Thing>>>,
    most: usize,
}

impl<Key: Eq + Hash, Thing> Kept<Key, Thing> {
    pub(crate) fn up_to(most: usize) -> Self {
        Self {
            things: RefCell::default(),
            most,
        }
    }

    /// The thing of `key`, which `make` makes where it is not there.
    pub(crate) fn get(&self, key: Key, make: impl FnOnce() -> Thing) -> Rc<Thing> {
        if let Some(known) = self.known(&key) {
            return known;
        }
        self.keep(key, make())
    }

    /// The same where there may be nothing to make.
    pub(crate) fn find(&self, key: Key, make: impl FnOnce() -> Option<Thing>) -> Option<Rc<Thing>> {
        self.known(&key).or_else(|| Some(self.keep(key, make()?)))
    }

    fn known(&self, key: &Key) -> Option<Rc<Thing>> {
        self.things.borrow().get(key).cloned()
    }

    fn keep(&self, key: Key, thing: Thing) -> Rc<Thing> {
        let thing = Rc::new(thing);
        let mut things = self.things.borrow_mut();
        if things.len() >= self.most {
            things.clear();
        }
        things.insert(key, Rc::clone(&thing));
        thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_made_once_until_there_are_too_many() {
        let kept = Kept::up_to(2);
        assert_eq!(*kept.get(1, || "one"), "one");
        assert_eq!(*kept.get(1, || "another"), "one");
        assert_eq!(kept.find(2, || None), None);
        assert_eq!(*kept.get(2, || "two"), "two");
        assert_eq!(*kept.get(3, || "three"), "three");
        assert_eq!(*kept.get(1, || "another"), "another");
    }
}
