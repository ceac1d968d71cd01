-- Accounts of apps at payment gateways, and the pages that were opened there for customers to pay on.

CREATE TABLE gateway_accounts (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    -- Which gateway, as payments name it.
    provider    TEXT    NOT NULL,
    environment TEXT    NOT NULL,
    -- Where to ask instead of at the gateway.
    base_url    TEXT,
    -- The server key, sealed.
    sealed      BLOB    NOT NULL,
    client_key  TEXT,
    merchant_id TEXT,
    enabled     BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL,
    PRIMARY KEY (app_id, provider)
);

-- A row is written before the gateway is asked, so that no page can exist whose reference nobody knows.
CREATE TABLE payment_links (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    provider    TEXT    NOT NULL,
    -- Our reference, as the payment of the order has it.
    reference   TEXT    NOT NULL,
    order_id    BLOB    NOT NULL,
    -- Minor units of the order's currency.
    amount      BIGINT  NOT NULL,
    -- reserved: the gateway is to be asked, or was asked and its answer is unknown; open: there is a page;
    -- lost: the gateway has had the reference before, so it is never used again.
    state       TEXT    NOT NULL,
    url         TEXT,
    token       TEXT,
    expires_at  BIGINT  NOT NULL,
    created_at  BIGINT  NOT NULL,
    PRIMARY KEY (app_id, provider, reference)
);
CREATE INDEX payment_links_of_order ON payment_links (app_id, order_id, provider);
