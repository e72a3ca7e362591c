//! What goes wrong with people, doors, releases and the watch, as the client hears it.

use super::error::ApiError;
use crate::services::{
    access::AccessError, accounts::AccountError, entrance::LoginError, identity::IdentityError,
    passwords::HashingFault, publication::PublicationError, watch::WatchError,
};

impl From<LoginError> for ApiError {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::Refused => Self::WrongLogin,
            LoginError::Locked(seconds) => Self::TooMany(seconds),
            LoginError::Weak(_) | LoginError::Same => Self::invalid("new", error),
            LoginError::Hashing(fault) => fault.into(),
            LoginError::Ledger(fault) => fault.into(),
        }
    }
}

impl From<HashingFault> for ApiError {
    fn from(fault: HashingFault) -> Self {
        match fault {
            HashingFault::Busy => Self::Busy,
            HashingFault::Failed(_) => Self::internal(fault),
        }
    }
}

impl From<AccountError> for ApiError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Name(_) => Self::invalid("name", error),
            AccountError::DisplayName => Self::invalid("display_name", error),
            AccountError::Public => Self::invalid("role", error),
            AccountError::Weak(_) => Self::invalid("password", error),
            AccountError::Unknown => Self::NotFound,
            AccountError::Taken | AccountError::LastAdmin => Self::Conflict(error.to_string()),
            AccountError::Hashing(fault) => fault.into(),
            AccountError::Ledger(fault) => fault.into(),
        }
    }
}

impl From<AccessError> for ApiError {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Public => Self::invalid("role", error),
            AccessError::Days(_) => Self::invalid("days", error),
            AccessError::Label => Self::invalid("label", error),
            AccessError::Unknown => Self::NotFound,
            AccessError::Random(_) => Self::internal(error),
            AccessError::Ledger(fault) => fault.into(),
        }
    }
}

impl From<PublicationError> for ApiError {
    fn from(error: PublicationError) -> Self {
        match error {
            PublicationError::Unknown(_) => Self::NotFound,
            PublicationError::Nothing
            | PublicationError::State { .. }
            | PublicationError::Outdated(_)
            | PublicationError::Preparing => Self::Conflict(error.to_string()),
            PublicationError::Stopped(_) => Self::internal(error),
            PublicationError::Ledger(fault) => fault.into(),
        }
    }
}

impl From<WatchError> for ApiError {
    fn from(error: WatchError) -> Self {
        match error {
            WatchError::Unknown(_) | WatchError::NoWarning(_) => Self::NotFound,
            WatchError::Acknowledged(_) | WatchError::Known(_) | WatchError::TooMany(_) => {
                Self::Conflict(error.to_string())
            }
            WatchError::Note => Self::invalid("note", error),
            WatchError::Day { .. } => Self::invalid("day", error),
            WatchError::Elsewhere => Self::Forbidden("this place lies outside your own"),
            WatchError::Method(_) | WatchError::Interrupted(_) | WatchError::Thread(_) => {
                Self::internal(error)
            }
            WatchError::Ledger(fault) => fault.into(),
        }
    }
}

impl From<IdentityError> for ApiError {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Reason => Self::invalid("reason", error),
            IdentityError::TooMany => Self::invalid("query", error),
            IdentityError::Nik => Self::invalid("nik", error),
            IdentityError::Ledger(fault) => fault.into(),
        }
    }
}
