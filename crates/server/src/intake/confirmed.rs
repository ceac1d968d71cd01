//! What a gateway answers when it is asked about what it is said to have reported. Where the two differ the answer counts;
//! of money that is said to have gone back, and has not, nothing counts.

use orderbell_intake::{
    Notification,
    fact::{Fact, PaymentFact},
};
use orderbell_orders::Money;
use thiserror::Error;

use crate::gateway::Standing;

/// What the gateway knows nothing of.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Denied {
    /// Nothing has gone back.
    #[error("the gateway knows of no refund of this payment")]
    NoRefund,
    /// Something has gone back, and not that much.
    #[error("the gateway knows of a refund of {} {} only", known.currency(), known.major_string())]
    SmallerRefund {
        /// All that has gone back until now.
        known: Money,
    },
    /// Nobody fights about it.
    #[error("the gateway knows of no dispute about this payment")]
    NoDispute,
}

/// What was said, as far as the gateway confirms it.
///
/// # Errors
/// See [`Denied`].
pub fn by(said: &Notification, standing: &Standing) -> Result<Notification, Denied> {
    let mut facts = Vec::with_capacity(said.facts.len());
    for fact in &said.facts {
        match fact {
            Fact::Payment(payment) => facts.push(Fact::Payment(with(payment.clone(), standing))),
            Fact::Refund(refund) => {
                let known = standing.refunded.ok_or(Denied::NoRefund)?;
                // An earlier refund than the last one has gone back too.
                let amount = refund.amount.unwrap_or(known);
                if amount.currency() != known.currency() || amount.minor() > known.minor() {
                    return Err(Denied::SmallerRefund { known });
                }
                let mut refund = refund.clone();
                refund.amount = Some(amount);
                facts.push(Fact::Refund(refund));
            }
            Fact::Dispute(_) => {
                if !standing.disputed {
                    return Err(Denied::NoDispute);
                }
                facts.push(fact.clone());
            }
            other => facts.push(other.clone()),
        }
    }
    Ok(Notification { facts, unconfirmed: false, ..said.clone() })
}

/// A payment as the gateway has it.
fn with(said: PaymentFact, standing: &Standing) -> PaymentFact {
    let answer = &standing.payment;
    PaymentFact {
        state: answer.state,
        amount: answer.amount.or(said.amount),
        method: answer.method.clone().or(said.method),
        ..said
    }
}

#[cfg(test)]
mod tests {
    use orderbell_intake::midtrans::Transaction;
    use orderbell_orders::{Currency, PaymentReport, PaymentSource, PaymentState};

    use super::*;

    fn said(status: &str, refund: &str) -> Notification {
        let body = format!(
            r#"{{"order_id":"A-1","transaction_id":"t","transaction_status":"{status}","gross_amount":"150000.00"{refund}}}"#
        );
        Transaction::read(body.as_bytes()).unwrap().notification(false)
    }

    fn standing(state: PaymentState, refunded: Option<i64>, disputed: bool) -> Standing {
        let payment = PaymentReport {
            provider: "midtrans".into(),
            reference: "A-1".into(),
            transaction: Some("t".into()),
            method: Some("QRIS".into()),
            state,
            amount: None,
            source: PaymentSource::Webhook,
        };
        let refunded = refunded.map(|minor| Money::new(minor, Currency::IDR).unwrap());
        Standing { payment, refunded, disputed }
    }

    #[test]
    fn what_the_gateway_answers_takes_the_place_of_what_was_said() {
        let told = by(&said("settlement", ""), &standing(PaymentState::Pending, None, false)).unwrap();
        let [Fact::Payment(payment)] = &told.facts[..] else { panic!() };
        assert_eq!((payment.state, told.unconfirmed), (PaymentState::Pending, false));
        assert_eq!(
            (payment.amount.map(Money::minor), payment.method.as_deref()),
            (Some(15_000_000), Some("QRIS"))
        );
    }

    #[test]
    fn only_as_much_goes_back_as_the_gateway_knows_of() {
        let part = r#","refund_amount":"50000.00""#;
        let known = |refunded| standing(PaymentState::Paid, refunded, false);
        assert_eq!(by(&said("partial_refund", part), &known(None)), Err(Denied::NoRefund));
        let error = by(&said("refund", ""), &known(Some(5_000_000))).unwrap_err();
        assert_eq!(error.to_string(), "the gateway knows of a refund of IDR 50000.00 only");
        for more in [5_000_000, 9_000_000] {
            let told = by(&said("partial_refund", part), &known(Some(more))).unwrap();
            let [Fact::Payment(came), Fact::Refund(back)] = &told.facts[..] else { panic!("{told:?}") };
            assert_eq!((came.state, &*came.transaction), (PaymentState::Paid, "t"));
            assert_eq!(back.amount.map(Money::minor), Some(5_000_000));
        }
    }

    #[test]
    fn a_dispute_is_one_if_the_gateway_has_it() {
        let charged_back = said("chargeback", "");
        assert_eq!(by(&charged_back, &standing(PaymentState::Paid, None, false)), Err(Denied::NoDispute));
        let told = by(&charged_back, &standing(PaymentState::Paid, None, true)).unwrap();
        assert!(matches!(&told.facts[..], [Fact::Payment(_), Fact::Dispute(_)]), "{told:?}");
    }
}
