//! The thread on which a night is judged: one, so that a night never takes all cores from those who look at the map, and
//! where nobody waits for it one that steps back behind them.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// Who waits for a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The person who asked for it.
    Person,
    /// Nobody: it comes by itself.
    Nobody,
}

/// How far the thread of a night that nobody waits for steps back: what the command `nice` does when nothing else is said. Beside
/// a thread that answers requests it gets about a tenth of what that gets; where a core is idle it gets all of it.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// A pool of one thread; all that is computed in parallel inside it stays on it.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn night_thread(waiting: Waiting) -> Result<ThreadPool, ThreadPoolBuildError> {
    let thread = ThreadPoolBuilder::new().num_threads(1).thread_name(|_| "night-watch".to_owned());
    match waiting {
        Waiting::Person => thread.build(),
        Waiting::Nobody => thread.start_handler(|_| step_back()).build(),
    }
}

/// Lowers the priority of the calling thread, for good: the system lets nobody raise it again without a right of its own. On Linux
/// the priority belongs to the thread; elsewhere it belongs to the whole program, and nothing is changed.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICE) {
        tracing::debug!(%error, "the night watch works beside the requests, not behind them");
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use rayon::prelude::*;

    use super::*;

    /// The nice value of the calling thread as the kernel tells it: the nineteenth field of its `stat` (proc(5)), where the name in
    /// brackets may hold spaces.
    fn nice() -> i32 {
        let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
        let after_name = stat.rsplit_once(')').unwrap().1;
        after_name.split_whitespace().nth(16).unwrap().parse().unwrap()
    }

    #[test]
    fn a_night_that_nobody_waits_for_steps_back_with_all_that_is_computed_in_it() {
        let mine = nice();
        let thread = night_thread(Waiting::Nobody).unwrap();
        let parts: Vec<i32> = thread.install(|| (0..64).into_par_iter().map(|_| nice()).collect());
        assert_eq!(parts, vec![NICE.max(mine); 64]);
        assert_eq!(nice(), mine, "whoever started it stays where they are");
        assert!(rayon::broadcast(|_| nice()).iter().all(|other| *other == mine), "and so do the other cores");
    }

    #[test]
    fn a_night_that_a_person_asked_for_stays_beside_the_requests() {
        let mine = nice();
        assert_eq!(night_thread(Waiting::Person).unwrap().install(nice), mine);
    }
}
