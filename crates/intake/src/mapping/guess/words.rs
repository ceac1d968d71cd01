//! Words for statuses in two languages. Those that mean different things in different shops are marked as such.

use orderbell_orders::{PaymentState, ShipmentState, Status, words::common};
use serde_json::Value;

use super::super::Kind;
use super::super::reading::{is_yes, text};
use super::{GuessedField, SeenWord};

/// Most words that are listed.
const MAX_SEEN: usize = 20;

/// The words that stand where the status is, over all samples.
pub(super) fn seen(kind: Kind, found: &[GuessedField], samples: &[Value]) -> Vec<SeenWord> {
    let Some(field) = found.iter().find(|field| ["status", "to", "state"].contains(&field.field.as_str()))
    else {
        return Vec::new();
    };
    let mut words: Vec<SeenWord> = Vec::new();
    for sample in samples {
        let Some(word) = sample.pointer(&field.pointer).and_then(|value| text(value).ok().flatten()) else {
            continue;
        };
        if words.len() < MAX_SEEN && words.iter().all(|known| known.word != word) {
            words.push(meaning(kind, word));
        }
    }
    words
}

fn meaning(kind: Kind, word: String) -> SeenWord {
    let (certain, likely): (Option<&'static str>, Option<&'static str>) = match kind {
        Kind::Order | Kind::Status => {
            let certain = word.parse::<Status>().ok().or_else(|| common(&word));
            (certain.map(Status::as_str), likely_status(&word).map(Status::as_str))
        }
        Kind::Payment => {
            let named = PaymentState::ALL.into_iter().find(|state| state.as_str() == word);
            let certain = named.or_else(|| is_yes(&word).then_some(PaymentState::Paid));
            (certain.map(PaymentState::as_str), likely_payment(&word).map(PaymentState::as_str))
        }
        Kind::Shipment => (word.parse::<ShipmentState>().ok().map(ShipmentState::as_str), None),
        Kind::Stock | Kind::User => (None, None),
    };
    SeenWord { word, meaning: certain.or(likely).map(str::to_owned), certain: certain.is_some() }
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', '-'], " ")
}

fn likely_status(word: &str) -> Option<Status> {
    Some(match plain(word).as_str() {
        "pending payment"
        | "waiting payment"
        | "awaiting payment"
        | "unpaid"
        | "menunggu pembayaran"
        | "belum bayar"
        | "belum dibayar" => Status::PendingPayment,
        "pending"
        | "new"
        | "baru"
        | "pesanan baru"
        | "received"
        | "created"
        | "paid"
        | "lunas"
        | "dibayar"
        | "sudah dibayar"
        | "menunggu"
        | "menunggu konfirmasi"
        | "masuk" => Status::Placed,
        "approved" | "diterima" | "dikonfirmasi" | "terkonfirmasi" | "disetujui" => Status::Accepted,
        "processing" | "process" | "in progress" | "cooking" | "diproses" | "sedang diproses"
        | "sedang disiapkan" | "disiapkan" | "dikemas" | "dimasak" => Status::Preparing,
        "siap" | "siap diambil" | "siap dikirim" | "prepared" => Status::Ready,
        "shipping" | "sent" | "on delivery" | "dikirim" | "dalam pengiriman" | "diantar" => Status::Shipped,
        "done" | "finished" | "complete" | "success" | "selesai" | "terkirim" | "sudah diambil"
        | "check out" => Status::Completed,
        "timeout" | "kedaluwarsa" | "kadaluarsa" | "waktu pembayaran habis" => Status::Expired,
        "ditolak" | "denied" => Status::Declined,
        "cancel" | "void" | "batal" | "dibatalkan" | "dibatalkan seller" => Status::Cancelled,
        _ => return None,
    })
}

fn likely_payment(word: &str) -> Option<PaymentState> {
    Some(match plain(word).as_str() {
        "unpaid" | "waiting" | "menunggu" | "menunggu pembayaran" => PaymentState::Pending,
        "challenge" | "ditinjau" => PaymentState::Review,
        "failure" | "deny" | "denied" | "gagal" => PaymentState::Failed,
        "expire" | "kedaluwarsa" => PaymentState::Expired,
        "cancel" | "canceled" | "batal" | "dibatalkan" => PaymentState::Cancelled,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_are_understood() {
        for (word, status) in [
            ("Menunggu Pembayaran", Status::PendingPayment),
            ("Sedang Disiapkan", Status::Preparing),
            ("Siap Diambil", Status::Ready),
            ("pending", Status::Placed),
        ] {
            let seen = meaning(Kind::Order, word.to_owned());
            assert_eq!((seen.meaning.as_deref(), seen.certain), (Some(status.as_str()), false), "{word}");
        }
        let seen = meaning(Kind::Status, "confirmed".to_owned());
        assert_eq!((seen.meaning.as_deref(), seen.certain), (Some("accepted"), true));
        assert_eq!(meaning(Kind::Status, "galau".to_owned()).meaning, None);
        assert_eq!(meaning(Kind::Payment, "settlement".to_owned()).meaning.as_deref(), Some("paid"));
    }
}
