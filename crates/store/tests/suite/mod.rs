//! What every backend of the store has to do, whatever it is built on. The cases are plain functions over an empty
//! store; `store_suite!` turns them into tests of one backend.

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::{
    Actor, ActorKind, Command, Currency, Draft, DraftItem, Flows, Locale, MoneyInput, NewOrder, Order,
    OrderRef,
};
use orderbell_store::{
    ActRefused, ActResult, App, AppId, ChannelSettings, Conditions, NewApp, NewKey, NewUser, OrderQuery,
    Outcome, Scope, Store,
};

pub(crate) mod absence;
pub(crate) mod acting;
pub(crate) mod app_keys;
pub(crate) mod apps;
pub(crate) mod catalog;
pub(crate) mod channel_log;
pub(crate) mod concurrency;
pub(crate) mod desk;
pub(crate) mod gateways;
pub(crate) mod idempotency;
pub(crate) mod jobs;
pub(crate) mod listing;
pub(crate) mod log;
pub(crate) mod mappings;
pub(crate) mod metrics;
pub(crate) mod payment_links;
pub(crate) mod people;
pub(crate) mod placing;
pub(crate) mod receiving;
pub(crate) mod searching;
pub(crate) mod sessions;
pub(crate) mod stats;
pub(crate) mod timers;
pub(crate) mod webhooks;

/// Makes a test of each case. `$open` is an async function without arguments that returns an empty store and whatever
/// must live as long as the store does.
#[macro_export]
macro_rules! store_suite {
    ($open:path) => {
        $crate::store_suite! { $open;
            absence: a_random_history_pauses_once_per_row, a_vendor_is_not_paused_that_does_not_want_it,
                orders_in_a_row_that_nobody_answers_pause_their_vendor;
            acting: already_so_names_who_was_first, an_order_of_another_app_is_not_found,
                an_outsider_learns_nothing, a_payment_is_two_events_and_two_versions, eta_is_kept_to_the_microsecond,
                from_guards_against_a_stale_screen, refusals_bring_the_order, two_accept_at_once_and_one_wins,
                of_two_who_take_the_money_one_is_told_of_the_other, version_mismatch_changes_nothing;
            apps: api_keys_work_until_revoked, apps_are_listed_as_they_were_made, ids_and_keys_are_unique,
                settings_change_one_by_one, unknown_apps_are_named;
            app_keys: a_rotated_key_keeps_its_label, an_app_follows_the_settings_and_keeps_other_keys,
                live_keys_are_bounded, several_keys_are_live_until_revoked;
            catalog: a_pause_by_hand_is_told_once, a_paused_vendor_takes_no_orders_of_customers, a_product_reads_back_and_its_crossings_are_in_the_log,
                a_user_is_news_once, a_vendor_that_takes_every_order_accepts_by_itself,
                a_vendors_orders_touch_no_other_vendors_goods, counts_in_any_order_leave_the_last_one_counted,
                products_keep_their_names_to_themselves, an_order_takes_its_goods_and_gives_them_back,
                products_are_listed_page_by_page, refused_product_commands_change_nothing,
                reports_that_race_tell_once_per_crossing, vendors_are_written_and_versioned,
                what_was_completed_stays_sold_and_what_expired_comes_back;
            channel_log: a_channel_is_read_page_by_page, a_limit_of_bytes_ends_a_page, both_kinds_are_one_log,
                channel_events_read_back_byte_for_byte, channel_events_of_an_unknown_app_are_refused,
                deleting_by_age_stops_at_the_first_that_stays, only_the_newest_are_kept,
                order_events_are_not_renumbered;
            concurrency: seq_is_gapless_under_many_writers, head_moves_with_events_only;
            desk: a_refused_change_leaves_nothing_and_stops_no_other, a_wrong_tracking_number_is_no_name_of_its_order_any_more, a_vendors_key_does_not_reach_others,
                an_order_is_found_by_whatever_it_is_called, an_order_starts_where_it_is_elsewhere,
                an_order_told_twice_is_one_order, being_paid_elsewhere_is_a_payment, late_reports_are_not_believed,
                lines_of_old_events_stay, the_same_nights_are_sold_once, twenty_tellers_make_one_order,
                two_bookings_at_once_have_one_winner;
            gateways: a_key_does_not_follow_an_account_that_points_elsewhere, an_account_is_the_apps_own_and_its_key_sealed;
            idempotency: a_refusal_is_replayed_too, another_body_is_refused, keys_are_the_apps_own,
                nothing_is_kept_of_a_failed_write, pruning_forgets_only_old_keys, replays_are_byte_identical,
                repetitions_at_once_have_one_effect;
            jobs: a_job_is_done_once_or_again_or_given_up, a_lane_keeps_its_order_and_waits_for_nobody_else,
                a_timer_is_set_anew_and_cancelled_by_name, e1_a_clock_set_back_prolongs_a_wait_by_itself_at_most,
                jobs_are_begun_when_due_the_longest_due_first, many_at_once_begin_each_job_once,
                what_a_dead_process_had_begun_is_begun_again;
            listing: a_search_is_literal_and_ignores_case, filters_combine, pages_are_complete_without_repeats,
                pages_hold_while_orders_come_in, ringing_orders_are_found, scopes_see_only_their_own;
            log: a_page_ends_where_the_scope_ends, a_snapshot_and_the_events_after_it_are_the_present,
                a_stream_is_read_page_by_page, events_read_back_as_recorded,
                previous_seq_links_each_stream, pruned_events_are_reported;
            mappings: events_change_orders_and_leave_a_line_each, examples_are_few_of_each_and_few_of_all,
                mappings_are_the_apps_own_and_bounded, what_changes_without_an_event_is_not_called_unchanged,
                words_are_kept_with_the_app;
            metrics: a_check_writes_and_changes_nothing, what_is_done_is_counted;
            payment_links: a_link_is_given_again_while_it_can_be_used, a_lost_reference_is_never_used_again,
                a_page_for_another_amount_is_ended_first,
                a_reference_without_a_page_is_taken_up_again, only_those_in_scope_get_a_link,
                there_is_no_link_where_nothing_can_be_paid, what_was_asked_for_is_a_pending_payment;
            people: an_invitation_works_once, an_invitation_is_raced_by_one_winner, expired_invitations_do_not_work,
                emails_are_unique_whatever_their_case, invitations_carry_role_and_vendor, the_first_owner_of_the_first_app_is_the_operator,
                users_are_found_in_their_own_app;
            placing: a_chosen_code_is_taken_once, an_external_id_is_placed_once, a_strangers_order_is_not_shown,
                a_link_belongs_to_one_order, every_field_is_stored, refused_drafts_leave_nothing;
            receiving: a_report_is_written_down_once_with_its_effect,
                a_report_of_a_user_is_news_once, a_report_of_stock_has_its_effect_once_and_says_what_is_left,
                a_report_waits_for_its_order_and_a_job_comes_of_it,
                a_vendors_source_touches_no_other_vendors_goods, late_counts_are_not_believed,
                what_is_told_under_another_name_finds_its_product, receipts_of_money_are_kept_for_longer, sources_are_the_apps_own_and_their_secrets_are_exchanged;
            searching: a_telephone_number_is_found_however_it_is_written, every_filter_is_what_it_says;
            sessions: a_session_ends_when_idle, a_session_ends_when_old, signing_out_ends_sessions,
                sessions_that_are_over_are_forgotten_and_no_others,
                use_is_written_at_most_once_a_minute;
            stats: counters_equal_a_recount_after_random_histories, the_oldest_pending_order_is_known;
            timers: a_vendor_is_as_patient_as_it_says, a_claim_that_was_retried_or_cancelled_ends_nothing, a_random_history_leaves_the_timers_its_state_calls_for,
                a_timer_has_its_effect_once_however_often_it_is_begun, couriers_are_asked_while_a_parcel_is_on_its_way,
                expiry_and_payment_at_once_have_one_winner, jobs_are_listed_by_kind_and_state_and_the_apps_own,
                other_flows_set_the_timers_of_open_orders_anew, late_orders_are_told_once_and_listed,
                timers_come_and_go_with_the_order,
                what_comes_too_early_waits_for_its_time;
            webhooks: a_deleted_webhook_takes_everything_along, a_delivery_is_attempted_until_it_is_taken,
                lanes_keep_order_and_endpoints_do_not_wait_for_each_other, the_log_is_bounded_in_age_and_number,
                the_log_is_paged_and_the_apps_own, webhooks_are_the_apps_own_and_change,
                what_waits_is_bounded_per_webhook;
        }
    };
    ($open:path; $($topic:ident: $($case:ident),+;)+) => {
        $(mod $topic {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let (store, guard) = $open().await;
                $crate::suite::$topic::$case(store).await;
                drop(guard);
            })+
        })+
    };
}

/// A key whose halves are known by its name.
pub(crate) fn key(name: &str) -> NewKey {
    NewKey {
        key: format!("key-{name}"),
        secret: format!("secret-{name}").into(),
        label: name.to_owned(),
        configured: false,
    }
}

/// The moment at which every case begins.
pub(crate) fn start() -> Timestamp {
    "2026-11-21T08:00:00.123456Z".parse().unwrap()
}

pub(crate) fn later(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

pub(crate) async fn app(store: &Store, name: &str) -> App {
    let app = NewApp {
        public_id: format!("id-{name}"),
        name: name.to_owned(),
        key: NewKey { configured: true, ..key(name) },
        channels: ChannelSettings::default(),
        locale: Locale::Id,
        currency: Currency::IDR,
        timezone: "Asia/Jakarta".into(),
        flows: Flows::default(),
    };
    store.create_app(app, start()).await.unwrap()
}

pub(crate) fn admin(name: &str) -> Actor {
    Actor { kind: ActorKind::Admin, id: Some(format!("id-{name}")), name: Some(name.into()), vendor_id: None }
}

pub(crate) fn vendor(id: &str) -> Actor {
    let name = format!("Staff of {id}");
    Actor { kind: ActorKind::Vendor, id: Some("7".into()), name: Some(name), vendor_id: Some(id.into()) }
}

pub(crate) fn customer(user: &str) -> Actor {
    Actor { kind: ActorKind::Customer, id: Some(user.into()), name: None, vendor_id: None }
}

pub(crate) fn user(email: &str) -> NewUser {
    NewUser {
        email: email.into(),
        name: "Dewi".into(),
        vendor_id: None,
        locale: None,
        password_hash: Some("$argon2id$stand-in".into()),
    }
}

/// A draft that is paid, so that it starts as placed.
pub(crate) fn draft(customer: &str) -> Draft {
    Draft {
        customer_name: Some(customer.into()),
        paid: true,
        items: vec![DraftItem {
            name: Some("Nasi Goreng".into()),
            qty: Some(2),
            unit_price: Some(MoneyInput::Major("45000".into())),
            ..DraftItem::default()
        }],
        ..Draft::default()
    }
}

pub(crate) fn checked(draft: Draft) -> NewOrder {
    draft.validate(&Flows::default(), Currency::IDR).unwrap()
}

/// Places an order as an admin, without a key.
pub(crate) async fn place(store: &Store, app: AppId, draft: Draft, at: Timestamp) -> Outcome {
    try_place(store, app, draft, admin("Adi"), at).await.unwrap()
}

pub(crate) async fn try_place(
    store: &Store,
    app: AppId,
    draft: Draft,
    actor: Actor,
    at: Timestamp,
) -> Result<Outcome, ActRefused> {
    fresh(store.place_order(app, checked(draft), actor, None, at).await.unwrap())
}

/// Acts without conditions and without a key.
pub(crate) async fn act(
    store: &Store,
    app: AppId,
    order: &Order,
    command: Command,
    actor: Actor,
    at: Timestamp,
) -> Result<Outcome, ActRefused> {
    let order = OrderRef::Id(order.id);
    let result = store.act(app, &order, command, actor, Conditions::default(), None, at).await.unwrap();
    fresh(result)
}

pub(crate) fn fresh(result: ActResult) -> Result<Outcome, ActRefused> {
    result.fresh().expect("nothing is replayed without a key")
}

/// All orders of a scope, page by page.
pub(crate) async fn every_order(store: &Store, app: AppId, scope: Scope) -> Vec<Order> {
    let mut query = OrderQuery { limit: 100, ..OrderQuery::new(scope) };
    let mut orders = Vec::new();
    loop {
        let page = store.orders(app, query.clone()).await.unwrap().value;
        orders.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return orders,
        }
    }
}
