/* Written by `npm run api` from openapi.json; not to be edited. */

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process is alive: 503 when a thread has died that only a restart brings back. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "ok",
                         *       "version": "text"
                         *     }
                         */
                        "application/json": components["schemas"]["Alive"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server can do its work: 503 while it starts, stops, or fails one of its checks, with each check's result. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "checked_seconds_ago": null,
                         *       "parts": [
                         *         {
                         *           "milliseconds": null,
                         *           "name": "round_trip",
                         *           "ok": false,
                         *           "problem": null
                         *         }
                         *       ],
                         *       "status": "starting",
                         *       "version": "text"
                         *     }
                         */
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "checked_seconds_ago": null,
                         *       "parts": [
                         *         {
                         *           "milliseconds": null,
                         *           "name": "round_trip",
                         *           "ok": false,
                         *           "problem": null
                         *         }
                         *       ],
                         *       "status": "starting",
                         *       "version": "text"
                         *     }
                         */
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the apps that the caller looks after: all for an operator, their own for everybody else. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "apps": [
                         *         {
                         *           "connections": 12,
                         *           "created_at": "2026-11-21T08:00:00Z",
                         *           "currency": "IDR",
                         *           "enabled": false,
                         *           "id": "482913",
                         *           "keys": [
                         *             {
                         *               "configured": false,
                         *               "created_at": "2026-11-21T08:00:00Z",
                         *               "current": false,
                         *               "key": "278d425bdf160c739803",
                         *               "label": "web shop",
                         *               "revoked_at": null
                         *             }
                         *           ],
                         *           "locale": "id",
                         *           "name": "Warung Dewi",
                         *           "settings": {
                         *             "allowed_origins": [
                         *               "https://shop.example.com"
                         *             ],
                         *             "authorize_within_seconds": 1,
                         *             "channels_per_connection": 1,
                         *             "channels_per_event": 1,
                         *             "client_events": false,
                         *             "client_events_per_second": 1,
                         *             "event_bytes": 1,
                         *             "event_samples": false,
                         *             "events_per_batch": 1,
                         *             "max_connections": 1,
                         *             "message_bytes": 1024,
                         *             "presence_members": 1,
                         *             "replay": [
                         *               "chat-*"
                         *             ],
                         *             "subscription_counts": false
                         *           },
                         *           "timezone": "Asia/Jakarta"
                         *         }
                         *       ],
                         *       "operator": false
                         *     }
                         */
                        "application/json": components["schemas"]["AppList"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes an app with one key. Operators only. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "Warung Dewi",
                     *       "settings": {
                     *         "max_connections": 500
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AppDraft"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "app": {
                         *         "connections": 12,
                         *         "created_at": "2026-11-21T08:00:00Z",
                         *         "currency": "IDR",
                         *         "enabled": false,
                         *         "id": "482913",
                         *         "keys": [
                         *           {
                         *             "configured": false,
                         *             "created_at": "2026-11-21T08:00:00Z",
                         *             "current": false,
                         *             "key": "278d425bdf160c739803",
                         *             "label": "web shop",
                         *             "revoked_at": null
                         *           }
                         *         ],
                         *         "locale": "id",
                         *         "name": "Warung Dewi",
                         *         "settings": {
                         *           "allowed_origins": [
                         *             "https://shop.example.com"
                         *           ],
                         *           "authorize_within_seconds": 1,
                         *           "channels_per_connection": 1,
                         *           "channels_per_event": 1,
                         *           "client_events": false,
                         *           "client_events_per_second": 1,
                         *           "event_bytes": 1,
                         *           "event_samples": false,
                         *           "events_per_batch": 1,
                         *           "max_connections": 1,
                         *           "message_bytes": 1024,
                         *           "presence_members": 1,
                         *           "replay": [
                         *             "chat-*"
                         *           ],
                         *           "subscription_counts": false
                         *         },
                         *         "timezone": "Asia/Jakarta"
                         *       },
                         *       "key": {
                         *         "env": "PUSHER_APP_ID=482913\nPUSHER_APP_KEY=278d425bdf160c739803\n",
                         *         "key": "278d425bdf160c739803",
                         *         "secret": "7ad3773142a6692b25b8"
                         *       },
                         *       "setup_link": "https://orders.example.com/setup/3fJ0…"
                         *     }
                         */
                        "application/json": components["schemas"]["NewAppView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{app}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an app. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Public app id.
                     * @example 482913
                     */
                    app: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "connections": 12,
                         *       "created_at": "2026-11-21T08:00:00Z",
                         *       "currency": "IDR",
                         *       "enabled": false,
                         *       "id": "482913",
                         *       "keys": [
                         *         {
                         *           "configured": false,
                         *           "created_at": "2026-11-21T08:00:00Z",
                         *           "current": false,
                         *           "key": "278d425bdf160c739803",
                         *           "label": "web shop",
                         *           "revoked_at": null
                         *         }
                         *       ],
                         *       "locale": "id",
                         *       "name": "Warung Dewi",
                         *       "settings": {
                         *         "allowed_origins": [
                         *           "https://shop.example.com"
                         *         ],
                         *         "authorize_within_seconds": 1,
                         *         "channels_per_connection": 1,
                         *         "channels_per_event": 1,
                         *         "client_events": false,
                         *         "client_events_per_second": 1,
                         *         "event_bytes": 1,
                         *         "event_samples": false,
                         *         "events_per_batch": 1,
                         *         "max_connections": 1,
                         *         "message_bytes": 1024,
                         *         "presence_members": 1,
                         *         "replay": [
                         *           "chat-*"
                         *         ],
                         *         "subscription_counts": false
                         *       },
                         *       "timezone": "Asia/Jakarta"
                         *     }
                         */
                        "application/json": components["schemas"]["AppDetail"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes an app, or settings of it. Counts at once, for open connections too. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Public app id.
                     * @example 482913
                     */
                    app: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "enabled": true,
                     *       "settings": {
                     *         "client_events": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AppChange"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "connections": 12,
                         *       "created_at": "2026-11-21T08:00:00Z",
                         *       "currency": "IDR",
                         *       "enabled": false,
                         *       "id": "482913",
                         *       "keys": [
                         *         {
                         *           "configured": false,
                         *           "created_at": "2026-11-21T08:00:00Z",
                         *           "current": false,
                         *           "key": "278d425bdf160c739803",
                         *           "label": "web shop",
                         *           "revoked_at": null
                         *         }
                         *       ],
                         *       "locale": "id",
                         *       "name": "Warung Dewi",
                         *       "settings": {
                         *         "allowed_origins": [
                         *           "https://shop.example.com"
                         *         ],
                         *         "authorize_within_seconds": 1,
                         *         "channels_per_connection": 1,
                         *         "channels_per_event": 1,
                         *         "client_events": false,
                         *         "client_events_per_second": 1,
                         *         "event_bytes": 1,
                         *         "event_samples": false,
                         *         "events_per_batch": 1,
                         *         "max_connections": 1,
                         *         "message_bytes": 1024,
                         *         "presence_members": 1,
                         *         "replay": [
                         *           "chat-*"
                         *         ],
                         *         "subscription_counts": false
                         *       },
                         *       "timezone": "Asia/Jakarta"
                         *     }
                         */
                        "application/json": components["schemas"]["AppDetail"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/apps/{app}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key; it becomes the app's current one. The secret is shown this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Public app id.
                     * @example 482913
                     */
                    app: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "label": "web shop"
                     *     }
                     */
                    "application/json": components["schemas"]["KeyDraft"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "env": "PUSHER_APP_ID=482913\nPUSHER_APP_KEY=278d425bdf160c739803\n",
                         *       "key": "278d425bdf160c739803",
                         *       "secret": "7ad3773142a6692b25b8"
                         *     }
                         */
                        "application/json": components["schemas"]["SecretView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{app}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key for good. Connections that were opened with it are closed with 4009. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Public app id.
                     * @example 482913
                     */
                    app: string;
                    /**
                     * @description The key.
                     * @example 278d425bdf160c739803
                     */
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is the app's last key: make another one first. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{app}/keys/{key}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the secret of a key again, to a person who gives their password or to a program of an operator. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Public app id.
                     * @example 482913
                     */
                    app: string;
                    /**
                     * @description The key.
                     * @example 278d425bdf160c739803
                     */
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Reauthentication"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "env": "PUSHER_APP_ID=482913\nPUSHER_APP_KEY=278d425bdf160c739803\n",
                         *       "key": "278d425bdf160c739803",
                         *       "secret": "7ad3773142a6692b25b8"
                         *     }
                         */
                        "application/json": components["schemas"]["SecretView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many attempts; `Retry-After` says when to come back */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "too_many_requests",
                         *       "detail": "try again in 30 seconds",
                         *       "status": 429,
                         *       "title": "Too many attempts"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{app}/keys/{key}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key in place of another, with the same label. The secret is shown this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Public app id.
                     * @example 482913
                     */
                    app: string;
                    /**
                     * @description The key to be replaced.
                     * @example 278d425bdf160c739803
                     */
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "revoke": false
                     *     }
                     */
                    "application/json": components["schemas"]["Rotation"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "env": "PUSHER_APP_ID=482913\nPUSHER_APP_KEY=278d425bdf160c739803\n",
                         *       "key": "278d425bdf160c739803",
                         *       "secret": "7ad3773142a6692b25b8"
                         *     }
                         */
                        "application/json": components["schemas"]["SecretView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refunds and disputes of all orders that the caller may see, the last opened first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    after?: string;
                    /**
                     * @description `refund` or `dispute`.
                     * @example refund
                     */
                    kind?: string;
                    /** @description Most on the page, 1 to 100. */
                    limit?: number;
                    /**
                     * @description Only those of this order: uid or code.
                     * @example ORD-261121-7K3Q
                     */
                    order?: string;
                    /**
                     * @description A refund: `requested`, `approved`, `refunded`, `failed` or `rejected`. A dispute: `open`, `won` or `lost`.
                     * @example requested
                     */
                    status?: string;
                    /**
                     * @description Only those of this vendor's orders.
                     * @example 7
                     */
                    vendor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "cases": [
                         *         {
                         *           "case": {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           },
                         *           "order": {
                         *             "code": "ORD-261121-7K3Q",
                         *             "currency": "IDR",
                         *             "customer_name": "Budi",
                         *             "payment_status": "paid",
                         *             "status_canonical": "placed",
                         *             "status_label": "Pesanan masuk",
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *             "url": "/orders/ORD-261121-7K3Q",
                         *             "vendor_id": null,
                         *             "version": 1
                         *           }
                         *         }
                         *       ],
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "next": null,
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["CasesPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such order */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case, by its code. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description code of the case
                     * @example ORD-261121-7K3Q-R1
                     */
                    case: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "case": {
                         *         "amount": 4500000,
                         *         "amount_display": "Rp 45.000",
                         *         "code": "ORD-261121-7K3Q-R1",
                         *         "due_at": null,
                         *         "kind": "refund",
                         *         "opened_at": "2026-11-21T03:04:05.678Z",
                         *         "reason": null,
                         *         "ref": null,
                         *         "status": "requested",
                         *         "updated_at": "2026-11-21T03:04:05.678Z"
                         *       },
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "order": {
                         *         "code": "ORD-261121-7K3Q",
                         *         "currency": "IDR",
                         *         "customer_name": "Budi",
                         *         "payment_status": "paid",
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "version": 1
                         *       },
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["CasePage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case}/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides about a case: `approve`, `reject`, `refunded` or `failed` for a refund, `won` or `lost` for a dispute. The same as
         *     `/v1/orders/{order}/cases/{case}`, for those who know the case and not the order.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                    /** @description do it only if this is the order's ETag */
                    "If-Match"?: string | null;
                };
                path: {
                    /**
                     * @description code of the case
                     * @example ORD-261121-7K3Q-R1
                     */
                    case: string;
                    /**
                     * @description what is decided
                     * @example approve
                     */
                    decision: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The case cannot go there from where it is */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The order has another version; `order` is the order as it is */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{channel}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was published on a tracked channel after a position: order events, and what the app has triggered there.
         * @description Programs and admins may read every tracked channel, other people the order channels that they may subscribe to.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only events with a greater `seq`. */
                    after?: number;
                    /** @description Events on the page, 1 to 500. There may be fewer when they are large; `has_more` tells. */
                    limit?: number;
                };
                header?: never;
                path: {
                    /**
                     * @description Name of the channel
                     * @example private-admin.orders
                     */
                    channel: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "events": [
                         *         {
                         *           "data": "text",
                         *           "event": "order.created",
                         *           "prev": 1,
                         *           "seq": 4182
                         *         }
                         *       ],
                         *       "has_more": false,
                         *       "head": 1
                         *     }
                         */
                        "application/json": components["schemas"]["ChannelEventsPage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not kept any more */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "events_pruned",
                         *       "detail": "take a snapshot and go on from its seq",
                         *       "status": 410,
                         *       "title": "Some events are not kept any more"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels of the app that somebody listens to, page by page. */
        get: {
            parameters: {
                query?: {
                    /** @description Only channels whose name comes after this one: `next` of the page before. */
                    after?: string;
                    /** @description Channels on the page, 1 to 200. */
                    limit?: number;
                    /** @description Only channels whose name begins so. */
                    prefix?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "channels": [
                         *         {
                         *           "cache": false,
                         *           "kind": "private",
                         *           "name": "Dewi",
                         *           "subscriptions": 1,
                         *           "users": null
                         *         }
                         *       ],
                         *       "next": null,
                         *       "total": 4500000
                         *     }
                         */
                        "application/json": components["schemas"]["ChannelsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections of the app, page by page. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    after?: string;
                    /** @description Connections on the page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "connections": [
                         *         {
                         *           "channels": [
                         *             "text"
                         *           ],
                         *           "closing": false,
                         *           "last_seen": "text",
                         *           "peer": "203.0.113.0/24",
                         *           "queue_bytes": 1,
                         *           "since": "text",
                         *           "socket_id": "264774.13368624",
                         *           "subscriptions": 1,
                         *           "user_id": null
                         *         }
                         *       ],
                         *       "next": null
                         *     }
                         */
                        "application/json": components["schemas"]["ConnectionsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/connections/{socket_id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends one connection of the app. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The connection's public name
                     * @example 1234.5678
                     */
                    socket_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["DisconnectBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": 4200
                         *     }
                         */
                        "application/json": components["schemas"]["Disconnected"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Connections, subscriptions and signed requests of the app that were refused lately, each with its reason. Those whose
         *     key or app id nobody knows belong to no app; the server's first app sees them.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "refusals": [
                         *         {
                         *           "at": "2026-11-21T03:04:05.678Z",
                         *           "channel": null,
                         *           "code": "channel_data_not_signed",
                         *           "kind": "subscription",
                         *           "peer": null,
                         *           "reason": "text",
                         *           "socket_id": null
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["RefusalsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/tail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follows the log and what is published. The answer does not end by itself. */
        get: {
            parameters: {
                query?: {
                    /** @description Begin after this position of the log; without it and `since`, with what happens from now on. */
                    after?: number;
                    /** @description Only channels of this name; `*` stands for any characters. */
                    channel?: string;
                    /** @description Only events of this name; `*` stands for any characters. */
                    event?: string;
                    /** @description Only events of the order with this code or uid. */
                    order?: string;
                    /** @description Begin with what was recorded since this moment, such as 2026-11-21T08:00:00Z. */
                    since?: string;
                    /**
                     * @description Only these kinds, joined by commas: `order` (events of orders, products and users), `event` (what programs trigger), `client` (what
                     *     clients send to each other), `internal` (what the server itself tells subscribers). All but the last if absent.
                     */
                    type?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "at": "2026-11-21T03:04:05.678Z",
                         *       "channels": [
                         *         "text"
                         *       ],
                         *       "data": {
                         *         "actor": {
                         *           "id": null,
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "at": "2026-11-21T03:04:05.678Z",
                         *         "case": {
                         *           "amount": 4500000,
                         *           "amount_display": "Rp 45.000",
                         *           "code": "ORD-261121-7K3Q-R1",
                         *           "due_at": null,
                         *           "kind": "refund",
                         *           "opened_at": null,
                         *           "reason": null,
                         *           "ref": null,
                         *           "status": "requested",
                         *           "updated_at": null
                         *         },
                         *         "changed": null,
                         *         "check_in": null,
                         *         "check_out": null,
                         *         "data": null,
                         *         "epoch": "k3x9v2m7q1d4",
                         *         "event_id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "from": "placed",
                         *         "guest_name": null,
                         *         "icon": "🛍️",
                         *         "kind": "order.accepted",
                         *         "late": null,
                         *         "new_status": null,
                         *         "old_status": null,
                         *         "order": {
                         *           "ack_at": null,
                         *           "ack_by": null,
                         *           "booking": null,
                         *           "cases": null,
                         *           "closed_at": null,
                         *           "code": "ORD-261121-7K3Q",
                         *           "counter": "pending",
                         *           "courier": null,
                         *           "created_at": null,
                         *           "currency": "IDR",
                         *           "customer_email": null,
                         *           "customer_name": "Budi",
                         *           "customer_phone": null,
                         *           "delivery": null,
                         *           "discount": null,
                         *           "eta": null,
                         *           "expires_at": null,
                         *           "ext_id": null,
                         *           "flow": "restaurant",
                         *           "items": null,
                         *           "items_truncated": null,
                         *           "needs_ack": null,
                         *           "note": null,
                         *           "order_id": null,
                         *           "paid": null,
                         *           "pay_later": null,
                         *           "payment_status": "unpaid",
                         *           "payments": null,
                         *           "phase": "new",
                         *           "placed_at": null,
                         *           "reason": null,
                         *           "refunded": null,
                         *           "rings_at": null,
                         *           "shipment": null,
                         *           "shipping": null,
                         *           "source": "api",
                         *           "status": "placed",
                         *           "status_by": null,
                         *           "status_canonical": "placed",
                         *           "status_label": "Pesanan masuk",
                         *           "subtotal": null,
                         *           "tax": null,
                         *           "total": 4500000,
                         *           "total_display": "Rp 45.000",
                         *           "tracking_no": null,
                         *           "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *           "updated_at": null,
                         *           "url": "/orders/ORD-261121-7K3Q",
                         *           "vendor_id": null,
                         *           "vendor_name": "Warung Sari",
                         *           "version": null
                         *         },
                         *         "order_code": null,
                         *         "order_id": null,
                         *         "payment": {
                         *           "amount": null,
                         *           "method": null,
                         *           "previous": null,
                         *           "provider": null,
                         *           "ref": null,
                         *           "source": null,
                         *           "status": null
                         *         },
                         *         "prev": null,
                         *         "product": {
                         *           "created_at": null,
                         *           "currency": "IDR",
                         *           "ext_id": null,
                         *           "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *           "low": null,
                         *           "low_at": 5,
                         *           "low_since": null,
                         *           "name": "Nasi goreng",
                         *           "price": 2500000,
                         *           "price_display": "Rp 25.000",
                         *           "sku": "NG-1",
                         *           "stock": 4,
                         *           "updated_at": null,
                         *           "vendor_id": "7",
                         *           "version": null
                         *         },
                         *         "reason": null,
                         *         "reversed": null,
                         *         "seq": 4182,
                         *         "severity": "high",
                         *         "shipment": {
                         *           "courier": "JNE",
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "tracking_no": null
                         *         },
                         *         "sound": "ring",
                         *         "status": null,
                         *         "step": null,
                         *         "text": "Budi memesan #ORD-261121-7K3Q (Rp 45.000)",
                         *         "title": "Pesanan baru",
                         *         "to": "accepted",
                         *         "total_price": 4500000,
                         *         "type": "order.status.changed",
                         *         "user": {
                         *           "email": "budi@example.com",
                         *           "id": "4711",
                         *           "name": "Budi",
                         *           "phone": null,
                         *           "registered_at": null,
                         *           "updated_at": null
                         *         },
                         *         "villa_name": null,
                         *         "waiting_s": null
                         *       },
                         *       "event": "order.created",
                         *       "seq": 4182,
                         *       "type": "order"
                         *     }
                         */
                        "application/x-ndjson": components["schemas"]["TailLine"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many attempts; `Retry-After` says when to come back */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "too_many_requests",
                         *       "detail": "try again in 30 seconds",
                         *       "status": 429,
                         *       "title": "Too many attempts"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/couriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The couriers of the app. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "couriers": [
                         *         {
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "enabled": false,
                         *           "every_seconds": 1800,
                         *           "headers": [
                         *             "text"
                         *           ],
                         *           "id": 1,
                         *           "name": "JNE",
                         *           "status_at": "/data/status",
                         *           "text_at": "/data/description",
                         *           "updated_at": "2026-11-21T03:04:05.678Z",
                         *           "url": "https://api.courier.example/track/{tracking_no}",
                         *           "words": {}
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["CourierList"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Enters a courier. Orders that are on their way with it are asked about from now on. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "JNE",
                     *       "status_at": "/data/status",
                     *       "text_at": "/data/description",
                     *       "url": "https://api.courier.example/track/{tracking_no}"
                     *     }
                     */
                    "application/json": components["schemas"]["CourierDraft"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "every_seconds": 1800,
                         *       "headers": [
                         *         "text"
                         *       ],
                         *       "id": 1,
                         *       "name": "JNE",
                         *       "status_at": "/data/status",
                         *       "text_at": "/data/description",
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "url": "https://api.courier.example/track/{tracking_no}",
                         *       "words": {}
                         *     }
                         */
                        "application/json": components["schemas"]["CourierView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/couriers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One courier. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the courier
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "every_seconds": 1800,
                         *       "headers": [
                         *         "text"
                         *       ],
                         *       "id": 1,
                         *       "name": "JNE",
                         *       "status_at": "/data/status",
                         *       "text_at": "/data/description",
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "url": "https://api.courier.example/track/{tracking_no}",
                         *       "words": {}
                         *     }
                         */
                        "application/json": components["schemas"]["CourierView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Puts this in the place of what is known of a courier. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the courier
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "JNE",
                     *       "status_at": "/data/status",
                     *       "text_at": "/data/description",
                     *       "url": "https://api.courier.example/track/{tracking_no}"
                     *     }
                     */
                    "application/json": components["schemas"]["CourierDraft"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "every_seconds": 1800,
                         *       "headers": [
                         *         "text"
                         *       ],
                         *       "id": 1,
                         *       "name": "JNE",
                         *       "status_at": "/data/status",
                         *       "text_at": "/data/description",
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "url": "https://api.courier.example/track/{tracking_no}",
                         *       "words": {}
                         *     }
                         */
                        "application/json": components["schemas"]["CourierView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Forgets a courier; it is not asked any more. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the courier
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events after a position, in order: of the orders and products that the caller may see, and for admins of users.
         * @description The numbers may jump, because what an app triggers on tracked channels is numbered in the same log and not shown here.
         *     Who has read the last page has seen everything up to `seq`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only events with a greater `seq`. */
                    after?: number;
                    /** @description Events on the page, 1 to 500. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "events": [
                         *         {
                         *           "actor": {
                         *             "id": null,
                         *             "kind": "vendor",
                         *             "name": "Dewi"
                         *           },
                         *           "at": "2026-11-21T03:04:05.678Z",
                         *           "case": {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": null,
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": null
                         *           },
                         *           "changed": null,
                         *           "check_in": null,
                         *           "check_out": null,
                         *           "data": null,
                         *           "epoch": "k3x9v2m7q1d4",
                         *           "event_id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *           "from": "placed",
                         *           "guest_name": null,
                         *           "icon": "🛍️",
                         *           "kind": "order.accepted",
                         *           "late": null,
                         *           "new_status": null,
                         *           "old_status": null,
                         *           "order": {
                         *             "ack_at": null,
                         *             "ack_by": null,
                         *             "booking": null,
                         *             "cases": null,
                         *             "closed_at": null,
                         *             "code": "ORD-261121-7K3Q",
                         *             "counter": "pending",
                         *             "courier": null,
                         *             "created_at": null,
                         *             "currency": "IDR",
                         *             "customer_email": null,
                         *             "customer_name": "Budi",
                         *             "customer_phone": null,
                         *             "delivery": null,
                         *             "discount": null,
                         *             "eta": null,
                         *             "expires_at": null,
                         *             "ext_id": null,
                         *             "flow": "restaurant",
                         *             "items": null,
                         *             "items_truncated": null,
                         *             "needs_ack": null,
                         *             "note": null,
                         *             "order_id": null,
                         *             "paid": null,
                         *             "pay_later": null,
                         *             "payment_status": "unpaid",
                         *             "payments": null,
                         *             "phase": "new",
                         *             "placed_at": null,
                         *             "reason": null,
                         *             "refunded": null,
                         *             "rings_at": null,
                         *             "shipment": null,
                         *             "shipping": null,
                         *             "source": "api",
                         *             "status": "placed",
                         *             "status_by": null,
                         *             "status_canonical": "placed",
                         *             "status_label": "Pesanan masuk",
                         *             "subtotal": null,
                         *             "tax": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "tracking_no": null,
                         *             "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *             "updated_at": null,
                         *             "url": "/orders/ORD-261121-7K3Q",
                         *             "vendor_id": null,
                         *             "vendor_name": "Warung Sari",
                         *             "version": null
                         *           },
                         *           "order_code": null,
                         *           "order_id": null,
                         *           "payment": {
                         *             "amount": null,
                         *             "method": null,
                         *             "previous": null,
                         *             "provider": null,
                         *             "ref": null,
                         *             "source": null,
                         *             "status": null
                         *           },
                         *           "prev": null,
                         *           "product": {
                         *             "created_at": null,
                         *             "currency": "IDR",
                         *             "ext_id": null,
                         *             "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *             "low": null,
                         *             "low_at": 5,
                         *             "low_since": null,
                         *             "name": "Nasi goreng",
                         *             "price": 2500000,
                         *             "price_display": "Rp 25.000",
                         *             "sku": "NG-1",
                         *             "stock": 4,
                         *             "updated_at": null,
                         *             "vendor_id": "7",
                         *             "version": null
                         *           },
                         *           "reason": null,
                         *           "reversed": null,
                         *           "seq": 4182,
                         *           "severity": "high",
                         *           "shipment": {
                         *             "courier": "JNE",
                         *             "status": "in_transit",
                         *             "status_label": "Dalam perjalanan",
                         *             "text": null,
                         *             "tracking_no": null
                         *           },
                         *           "sound": "ring",
                         *           "status": null,
                         *           "step": null,
                         *           "text": "Budi memesan #ORD-261121-7K3Q (Rp 45.000)",
                         *           "title": "Pesanan baru",
                         *           "to": "accepted",
                         *           "total_price": 4500000,
                         *           "type": "order.status.changed",
                         *           "user": {
                         *             "email": "budi@example.com",
                         *             "id": "4711",
                         *             "name": "Budi",
                         *             "phone": null,
                         *             "registered_at": null,
                         *             "updated_at": null
                         *           },
                         *           "villa_name": null,
                         *           "waiting_s": null
                         *         }
                         *       ],
                         *       "has_more": false,
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["EventsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not kept any more */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "events_pruned",
                         *       "detail": "take a snapshot and go on from its seq",
                         *       "status": 410,
                         *       "title": "Some events are not kept any more"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Reports what has happened elsewhere. For programs, owners and admins. All events of a request are recorded together; a
         *     reported level of stock goes through the same watch as every other, so `stock.low` is told once per crossing.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "name": "Nasi goreng",
                     *         "sku": "NG-1",
                     *         "stock": 4
                     *       },
                     *       "type": "stock.low"
                     *     }
                     */
                    "application/json": components["schemas"]["ReportBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "results": [
                         *         {
                         *           "problem": {
                         *             "code": "validation_failed",
                         *             "detail": "text",
                         *             "epoch": null,
                         *             "errors": [
                         *               null
                         *             ],
                         *             "order": null,
                         *             "status": 422,
                         *             "title": "The request is not valid"
                         *           },
                         *           "seq": null,
                         *           "status": 1
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["ReportAnswer"];
                    };
                };
                /** @description Not JSON */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A single event, and there is no such order or product */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A single event, and the order does not allow it */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field is wrong, or the key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The flows of the app. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "flows": [
                         *         {
                         *           "completes_on_delivery": false,
                         *           "deadlines": {
                         *             "accept_alarm_seconds": 300,
                         *             "accept_limit_seconds": 600,
                         *             "accept_warn_seconds": 180,
                         *             "auto_complete_days": null,
                         *             "auto_decline": false,
                         *             "pay_seconds": 900
                         *           },
                         *           "delivers": false,
                         *           "delivery_steps": [],
                         *           "labels": {},
                         *           "name": "restaurant",
                         *           "needs_accept": false,
                         *           "steps": [
                         *             "accepted",
                         *             "ready",
                         *             "completed"
                         *           ]
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["FlowList"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Gives the app these flows instead of those it has. They count at once, for open orders too: their timers are set by
         *     them.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "flows": [
                     *         {
                     *           "delivery_steps": [],
                     *           "name": "restaurant",
                     *           "steps": [
                     *             "accepted",
                     *             "ready",
                     *             "completed"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FlowList"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "flows": [
                         *         {
                         *           "completes_on_delivery": false,
                         *           "deadlines": {
                         *             "accept_alarm_seconds": 300,
                         *             "accept_limit_seconds": 600,
                         *             "accept_warn_seconds": 180,
                         *             "auto_complete_days": null,
                         *             "auto_decline": false,
                         *             "pay_seconds": 900
                         *           },
                         *           "delivers": false,
                         *           "delivery_steps": [],
                         *           "labels": {},
                         *           "name": "restaurant",
                         *           "needs_accept": false,
                         *           "steps": [
                         *             "accepted",
                         *             "ready",
                         *             "completed"
                         *           ]
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["FlowList"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/midtrans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account at Midtrans; 404 while none is set up. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "base_url": null,
                         *       "client_key": "SB-Mid-client-61XuGAwQ8Bj8LxSS",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "environment": "sandbox",
                         *       "merchant_id": "G141532850",
                         *       "provider": "midtrans",
                         *       "updated_at": "2026-11-21T03:04:05.678Z"
                         *     }
                         */
                        "application/json": components["schemas"]["GatewayView"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sets the account at Midtrans up, or changes it. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "client_key": "SB-Mid-client-61XuGAwQ8Bj8LxSS",
                     *       "environment": "sandbox",
                     *       "server_key": "SB-Mid-server-GwUP_WGbJPXsDzsNEBRs8IYA"
                     *     }
                     */
                    "application/json": components["schemas"]["GatewayBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "base_url": null,
                         *       "client_key": "SB-Mid-client-61XuGAwQ8Bj8LxSS",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "environment": "sandbox",
                         *       "merchant_id": "G141532850",
                         *       "provider": "midtrans",
                         *       "updated_at": "2026-11-21T03:04:05.678Z"
                         *     }
                         */
                        "application/json": components["schemas"]["GatewayView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Forgets the account and its key. Links that were made stay good at Midtrans, and nobody asks any more what came of
         *     them.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/midtrans/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks Midtrans about a payment that does not exist, to see whether the key is accepted. Nothing changes by it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "midtrans accepts the server key",
                         *       "result": "accepted"
                         *     }
                         */
                        "application/json": components["schemas"]["GatewayCheck"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The jobs of the app, the last added first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    before?: number;
                    /**
                     * @description Only of this kind: `order.expire`, `order.unattended`, `order.decline`, `order.complete`, `payment.recover`,
                     *     `shipment.track`, `webhook`.
                     */
                    kind?: string;
                    /** @description Jobs on the page, 1 to 200. */
                    limit?: number;
                    /** @description Only in this state: `ready`, `parked`, `running` or `failed`. */
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "jobs": [
                         *         {
                         *           "attempts": 1,
                         *           "can_cancel": false,
                         *           "can_retry": false,
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "due_at": "2026-11-21T03:04:05.678Z",
                         *           "id": 1,
                         *           "kind": "order.expire",
                         *           "last_error": null,
                         *           "order_code": "ORD-261121-7K3Q",
                         *           "order_uid": null,
                         *           "payment_reference": "ORD-261121-7K3Q-1",
                         *           "state": "ready"
                         *         }
                         *       ],
                         *       "next": null
                         *     }
                         */
                        "application/json": components["schemas"]["JobsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes a job back, even if somebody is at it: they finish nothing. It comes back when the order changes so that it is
         *     needed again.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the job
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Jobs of this kind cannot be taken back */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a job now, whenever it is due and even if somebody is at it; one that was given up as well. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the job
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken on */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Jobs of this kind cannot be begun by hand */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mappings of the app. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "mappings": [
                         *         {
                         *           "applied": 1,
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "enabled": false,
                         *           "failed": 1,
                         *           "id": 1,
                         *           "ignored": 1,
                         *           "mapping": {
                         *             "as": "order.upsert",
                         *             "channel": "admin.orders",
                         *             "event": [
                         *               "App\\Events\\OrderCreated",
                         *               "order.created"
                         *             ],
                         *             "set": {
                         *               "customer_name": "/booking/guest_name",
                         *               "ext_id": "/booking/id",
                         *               "status": "/booking/status",
                         *               "total": "/booking/total_price",
                         *               "vendor_id": {
                         *                 "value": "main"
                         *               }
                         *             },
                         *             "status_map": {
                         *               "pending": "placed"
                         *             },
                         *             "unit": "major"
                         *           },
                         *           "unchanged": 1,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["MappingList"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a mapping. Events that are triggered from now on are read with it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "mapping": {
                     *         "as": "order.upsert",
                     *         "channel": "admin.orders",
                     *         "event": [
                     *           "App\\Events\\OrderCreated",
                     *           "order.created"
                     *         ],
                     *         "set": {
                     *           "customer_name": "/booking/guest_name",
                     *           "ext_id": "/booking/id",
                     *           "status": "/booking/status",
                     *           "total": "/booking/total_price",
                     *           "vendor_id": {
                     *             "value": "main"
                     *           }
                     *         },
                     *         "status_map": {
                     *           "pending": "placed"
                     *         },
                     *         "unit": "major"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MappingDraft"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "applied": 1,
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "failed": 1,
                         *       "id": 1,
                         *       "ignored": 1,
                         *       "mapping": {
                         *         "as": "order.upsert",
                         *         "channel": "admin.orders",
                         *         "event": [
                         *           "App\\Events\\OrderCreated",
                         *           "order.created"
                         *         ],
                         *         "set": {
                         *           "customer_name": "/booking/guest_name",
                         *           "ext_id": "/booking/id",
                         *           "status": "/booking/status",
                         *           "total": "/booking/total_price",
                         *           "vendor_id": {
                         *             "value": "main"
                         *           }
                         *         },
                         *         "status_map": {
                         *           "pending": "placed"
                         *         },
                         *         "unit": "major"
                         *       },
                         *       "unchanged": 1,
                         *       "updated_at": "2026-11-21T03:04:05.678Z"
                         *     }
                         */
                        "application/json": components["schemas"]["MappingView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mappings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a mapping. Orders that it made stay. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the mapping
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a mapping. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the mapping
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["MappingPatch"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "applied": 1,
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "failed": 1,
                         *       "id": 1,
                         *       "ignored": 1,
                         *       "mapping": {
                         *         "as": "order.upsert",
                         *         "channel": "admin.orders",
                         *         "event": [
                         *           "App\\Events\\OrderCreated",
                         *           "order.created"
                         *         ],
                         *         "set": {
                         *           "customer_name": "/booking/guest_name",
                         *           "ext_id": "/booking/id",
                         *           "status": "/booking/status",
                         *           "total": "/booking/total_price",
                         *           "vendor_id": {
                         *             "value": "main"
                         *           }
                         *         },
                         *         "status_map": {
                         *           "pending": "placed"
                         *         },
                         *         "unit": "major"
                         *       },
                         *       "unchanged": 1,
                         *       "updated_at": "2026-11-21T03:04:05.678Z"
                         *     }
                         */
                        "application/json": components["schemas"]["MappingView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/mappings/guess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes a mapping for an event. Nothing is read with it before somebody makes it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "channel": "admin.orders",
                     *       "event": "App\\Events\\OrderCreated"
                     *     }
                     */
                    "application/json": components["schemas"]["GuessBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "confidence": 1,
                         *       "fields": [
                         *         {
                         *           "confidence": 1,
                         *           "field": "ext_id",
                         *           "pointer": "/booking/id",
                         *           "reason": "text"
                         *         }
                         *       ],
                         *       "mapping": {
                         *         "as": "order.upsert",
                         *         "channel": "admin.orders",
                         *         "event": [
                         *           "App\\Events\\OrderCreated",
                         *           "order.created"
                         *         ],
                         *         "set": {
                         *           "customer_name": "/booking/guest_name",
                         *           "ext_id": "/booking/id",
                         *           "status": "/booking/status",
                         *           "total": "/booking/total_price",
                         *           "vendor_id": {
                         *             "value": "main"
                         *           }
                         *         },
                         *         "status_map": {
                         *           "pending": "placed"
                         *         },
                         *         "unit": "major"
                         *       },
                         *       "notes": [
                         *         "text"
                         *       ],
                         *       "reason": "text",
                         *       "words": [
                         *         {
                         *           "certain": false,
                         *           "meaning": "placed",
                         *           "word": "pending"
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["GuessView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mappings/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came of the last events that were read, newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "entries": [
                         *         {
                         *           "at": "2026-11-21T03:04:05.678Z",
                         *           "channel": "private-admin.orders",
                         *           "data": null,
                         *           "detail": null,
                         *           "event": "order.created",
                         *           "id": 1,
                         *           "mapping_id": 1,
                         *           "order": null,
                         *           "order_code": null,
                         *           "outcome": "text"
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["MappingLog"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mappings/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that the app has triggered, with examples. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "enabled": false,
                         *       "events": [
                         *         {
                         *           "channel": "private-order.*",
                         *           "event": "App\\Events\\OrderCreated",
                         *           "last_at": "2026-11-21T03:04:05.678Z",
                         *           "mapped": false,
                         *           "samples": [
                         *             {
                         *               "at": "2026-11-21T03:04:05.678Z",
                         *               "channel": "private-admin.orders",
                         *               "data": "text"
                         *             }
                         *           ]
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["SeenEvents"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Throws all examples away. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mappings/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads an event with a mapping, without any effect. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "data": {},
                     *       "mapping": {
                     *         "as": "order.upsert",
                     *         "channel": "admin.orders",
                     *         "event": [
                     *           "App\\Events\\OrderCreated",
                     *           "order.created"
                     *         ],
                     *         "set": {
                     *           "customer_name": "/booking/guest_name",
                     *           "ext_id": "/booking/id",
                     *           "status": "/booking/status",
                     *           "total": "/booking/total_price",
                     *           "vendor_id": {
                     *             "value": "main"
                     *           }
                     *         },
                     *         "status_map": {
                     *           "pending": "placed"
                     *         },
                     *         "unit": "major"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TryBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "fields": [
                         *         {
                         *           "field": "total",
                         *           "found": "\"4500000.00\"",
                         *           "pointer": "/booking/total_price",
                         *           "problem": null,
                         *           "value": "IDR 4500000.00"
                         *         }
                         *       ],
                         *       "ok": false,
                         *       "order": {
                         *         "ext_id": null,
                         *         "flow": "text",
                         *         "paid": false,
                         *         "source": "text",
                         *         "status": "placed",
                         *         "total_display": "Rp 4.500.000"
                         *       },
                         *       "problem": null
                         *     }
                         */
                        "application/json": components["schemas"]["TryView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders that the caller may see. Read on until `next` is `null`: a page holds fewer orders than asked for when many had
         *     to be looked through.
         */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    after?: string;
                    /**
                     * @description Only orders that walk this flow.
                     * @example restaurant
                     */
                    flow?: string;
                    /**
                     * @description Only orders made at this time or later: RFC 3339, or a day in the app's time zone.
                     * @example 2026-11-01
                     */
                    from?: string;
                    /** @description Most orders on the page, 1 to 100. */
                    limit?: number;
                    /** @description Only orders that nobody has seen yet. */
                    needs_ack?: boolean;
                    /**
                     * @description `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`; several are separated by commas.
                     * @example unpaid,review
                     */
                    payment_status?: string;
                    /**
                     * @description `unpaid`, `new`, `active`, `done` or `closed`.
                     * @example new
                     */
                    phase?: string;
                    /**
                     * @description Searches code, external id, customer's name, telephone number and e-mail address, and what was booked; at most 100
                     *     characters. A telephone number is found however it is written.
                     * @example budi
                     */
                    q?: string;
                    /** @description Only orders that ring, now or once a pause is over. */
                    ringing?: boolean;
                    /**
                     * @description `newest` or `oldest` first.
                     * @example newest
                     */
                    sort?: string;
                    /**
                     * @description Only orders from this system.
                     * @example shopify
                     */
                    source?: string;
                    /**
                     * @description Statuses, separated by commas: Orderbell's words, the app's, and those that mean the same everywhere, such as
                     *     `confirmed`.
                     * @example placed,accepted
                     */
                    status?: string;
                    /**
                     * @description Only orders made before this time, or until the end of this day in the app's time zone.
                     * @example 2026-11-30
                     */
                    to?: string;
                    /**
                     * @description Only orders of this vendor.
                     * @example 7
                     */
                    vendor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "next": null,
                         *       "orders": [
                         *         {
                         *           "ack_at": null,
                         *           "ack_by": null,
                         *           "booking": {
                         *             "check_in": "2026-12-01",
                         *             "check_out": "2026-12-03",
                         *             "guests": null,
                         *             "resource_id": null,
                         *             "resource_name": "Villa A"
                         *           },
                         *           "cases": [
                         *             {
                         *               "amount": 4500000,
                         *               "amount_display": "Rp 45.000",
                         *               "code": "ORD-261121-7K3Q-R1",
                         *               "due_at": null,
                         *               "kind": "refund",
                         *               "opened_at": "2026-11-21T03:04:05.678Z",
                         *               "reason": null,
                         *               "ref": null,
                         *               "status": "requested",
                         *               "updated_at": "2026-11-21T03:04:05.678Z"
                         *             }
                         *           ],
                         *           "closed_at": null,
                         *           "code": "ORD-261121-7K3Q",
                         *           "counter": "pending",
                         *           "courier": null,
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "currency": "IDR",
                         *           "customer_email": null,
                         *           "customer_name": "Budi",
                         *           "customer_phone": null,
                         *           "delivery": {
                         *             "address": null,
                         *             "due_at": null,
                         *             "type": "pickup"
                         *           },
                         *           "discount": 0,
                         *           "eta": null,
                         *           "expires_at": null,
                         *           "ext_id": null,
                         *           "flow": "restaurant",
                         *           "items": [
                         *             {
                         *               "name": "Nasi goreng",
                         *               "options": null,
                         *               "qty": 2,
                         *               "sku": null,
                         *               "total": 4500000,
                         *               "total_display": "Rp 45.000",
                         *               "unit_price": 4500000
                         *             }
                         *           ],
                         *           "items_truncated": false,
                         *           "needs_ack": false,
                         *           "note": null,
                         *           "order_id": "ORD-261121-7K3Q",
                         *           "paid": 4500000,
                         *           "pay_later": false,
                         *           "payment_status": "unpaid",
                         *           "payments": [
                         *             {
                         *               "amount": 4500000,
                         *               "created_at": "2026-11-21T03:04:05.678Z",
                         *               "method": "BCA virtual account",
                         *               "provider": "midtrans",
                         *               "ref": "ORD-261121-7K3Q-1",
                         *               "reversed": false,
                         *               "status": "paid",
                         *               "updated_at": "2026-11-21T03:04:05.678Z"
                         *             }
                         *           ],
                         *           "phase": "new",
                         *           "placed_at": null,
                         *           "reason": null,
                         *           "refunded": 0,
                         *           "rings_at": null,
                         *           "shipment": {
                         *             "status": "in_transit",
                         *             "status_label": "Dalam perjalanan",
                         *             "text": null,
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           },
                         *           "shipping": 0,
                         *           "source": "api",
                         *           "status": "placed",
                         *           "status_by": {
                         *             "kind": "vendor",
                         *             "name": "Dewi"
                         *           },
                         *           "status_canonical": "placed",
                         *           "status_label": "Pesanan masuk",
                         *           "subtotal": 4500000,
                         *           "tax": 0,
                         *           "total": 4500000,
                         *           "total_display": "Rp 45.000",
                         *           "tracking_no": null,
                         *           "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *           "updated_at": "2026-11-21T03:04:05.678Z",
                         *           "url": "/orders/ORD-261121-7K3Q",
                         *           "vendor_id": null,
                         *           "vendor_name": "Warung Sari",
                         *           "version": 1
                         *         }
                         *       ],
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["OrdersPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Records an order. Send an `Idempotency-Key` with every order, the same one when you repeat a request: a repetition
         *     gets the first answer again and makes no second order.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "customer": {
                     *         "name": "Budi",
                     *         "phone": "+628123456789"
                     *       },
                     *       "flow": "restaurant",
                     *       "items": [
                     *         {
                     *           "name": "Nasi goreng",
                     *           "qty": 2,
                     *           "unit_price": "22500"
                     *         }
                     *       ],
                     *       "pay_later": true
                     *     }
                     */
                    "application/json": components["schemas"]["OrderBody"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description Not JSON */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is an order with this source and ext_id, or this code; or the vendor takes no orders */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field is wrong, or the key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders as CSV, with the filters of the list and without an end: separated by commas, lines ended by CR LF, quoted as in
         *     RFC 4180. Amounts are decimals in major units, times are in the app's time zone. A text that a spreadsheet would take for
         *     a formula begins with an apostrophe. An export that cannot be finished breaks off without the end of its last chunk.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Begin with a byte order mark, by which Excel knows that the file is UTF-8. */
                    bom?: boolean;
                    /**
                     * @description Only orders that walk this flow.
                     * @example restaurant
                     */
                    flow?: string;
                    /**
                     * @description Only orders made at this time or later: RFC 3339, or a day in the app's time zone.
                     * @example 2026-11-01
                     */
                    from?: string;
                    /** @description Only orders that nobody has seen yet. */
                    needs_ack?: boolean;
                    /**
                     * @description `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`; several are separated by commas.
                     * @example unpaid,review
                     */
                    payment_status?: string;
                    /**
                     * @description `unpaid`, `new`, `active`, `done` or `closed`.
                     * @example new
                     */
                    phase?: string;
                    /**
                     * @description Searches code, external id, customer's name, telephone number and e-mail address, and what was booked; at most 100
                     *     characters. A telephone number is found however it is written.
                     * @example budi
                     */
                    q?: string;
                    /** @description Only orders that ring, now or once a pause is over. */
                    ringing?: boolean;
                    /**
                     * @description `newest` or `oldest` first.
                     * @example newest
                     */
                    sort?: string;
                    /**
                     * @description Only orders from this system.
                     * @example shopify
                     */
                    source?: string;
                    /**
                     * @description Statuses, separated by commas: Orderbell's words, the app's, and those that mean the same everywhere, such as
                     *     `confirmed`.
                     * @example placed,accepted
                     */
                    status?: string;
                    /**
                     * @description Only orders made before this time, or until the end of this day in the app's time zone.
                     * @example 2026-11-30
                     */
                    to?: string;
                    /**
                     * @description Only orders of this vendor.
                     * @example 7
                     */
                    vendor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example code,uid,source
                         *     ORD-261121-7K3Q,01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f,api
                         */
                        "text/csv": string;
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One order, by uid or code. The `ETag` is its version, for `If-Match`. A customer who has the order's link sees it by
         *     uid, without what is the staff's own business.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The order's `link_token`; also as `t`, or as a bearer token */
                    token?: string;
                };
                header?: never;
                path: {
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["OrderPage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Writes details of an order anew. Send the `ETag` of what you have seen as `If-Match`: if somebody was faster, the
         *     answer is 412 with the order as it is, and nothing is lost.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                    /**
                     * @description the order's ETag
                     * @example "5"
                     */
                    "If-Match": string;
                };
                path: {
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "customer": {
                     *         "phone": "+628123456789"
                     *       },
                     *       "note": "ring the bell twice"
                     *     }
                     */
                    "application/json": components["schemas"]["AmendBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description Not JSON */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible any more; `order` is the order as it is */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The order has another version; `order` is the order as it is */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description If-Match is missing */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 428,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/orders/{order}/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does something with an order: `ack`, `accept`, `decline`, `start`, `ready`, `ship`, `complete`, `cancel`, `expire`,
         *     `mark-paid` or `reopen`. If it is done already, the answer says by whom; if it is not possible any more, the answer is 409 with
         *     the order as it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                    /** @description do it only if this is the order's ETag */
                    "If-Match"?: string | null;
                };
                path: {
                    /**
                     * @description what to do
                     * @example accept
                     */
                    action: string;
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    /**
                     * @example {
                     *       "from": "placed",
                     *       "method": "cash"
                     *     }
                     */
                    "application/json": components["schemas"]["ActionBody"] | null;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible any more; `order` is the order as it is */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The order has another version; `order` is the order as it is */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a refund or a dispute. A paid order that is declined or cancelled gets its refund by itself. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "amount": "45000",
                     *       "kind": "refund",
                     *       "reason": "one dish was missing"
                     *     }
                     */
                    "application/json": components["schemas"]["CaseBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}/cases/{case}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides about a case. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    /**
                     * @description code of the case
                     * @example ORD-261121-7K3Q-R1
                     */
                    case: string;
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "status": "approved"
                     *     }
                     */
                    "application/json": components["schemas"]["DecisionBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The case cannot go there from where it is */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events of one order, in order, as far as the caller may see them. Those that are not kept any more are left out. */
        get: {
            parameters: {
                query?: {
                    /** @description Only events with a greater `seq`. */
                    after?: number;
                    /** @description Events on the page, 1 to 500. */
                    limit?: number;
                    /** @description The order's `link_token`; also as `t`, or as a bearer token */
                    token?: string;
                };
                header?: never;
                path: {
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "events": [
                         *         {
                         *           "actor": {
                         *             "id": null,
                         *             "kind": "vendor",
                         *             "name": "Dewi"
                         *           },
                         *           "at": "2026-11-21T03:04:05.678Z",
                         *           "case": {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": null,
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": null
                         *           },
                         *           "changed": null,
                         *           "check_in": null,
                         *           "check_out": null,
                         *           "data": null,
                         *           "epoch": "k3x9v2m7q1d4",
                         *           "event_id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *           "from": "placed",
                         *           "guest_name": null,
                         *           "icon": "🛍️",
                         *           "kind": "order.accepted",
                         *           "late": null,
                         *           "new_status": null,
                         *           "old_status": null,
                         *           "order": {
                         *             "ack_at": null,
                         *             "ack_by": null,
                         *             "booking": null,
                         *             "cases": null,
                         *             "closed_at": null,
                         *             "code": "ORD-261121-7K3Q",
                         *             "counter": "pending",
                         *             "courier": null,
                         *             "created_at": null,
                         *             "currency": "IDR",
                         *             "customer_email": null,
                         *             "customer_name": "Budi",
                         *             "customer_phone": null,
                         *             "delivery": null,
                         *             "discount": null,
                         *             "eta": null,
                         *             "expires_at": null,
                         *             "ext_id": null,
                         *             "flow": "restaurant",
                         *             "items": null,
                         *             "items_truncated": null,
                         *             "needs_ack": null,
                         *             "note": null,
                         *             "order_id": null,
                         *             "paid": null,
                         *             "pay_later": null,
                         *             "payment_status": "unpaid",
                         *             "payments": null,
                         *             "phase": "new",
                         *             "placed_at": null,
                         *             "reason": null,
                         *             "refunded": null,
                         *             "rings_at": null,
                         *             "shipment": null,
                         *             "shipping": null,
                         *             "source": "api",
                         *             "status": "placed",
                         *             "status_by": null,
                         *             "status_canonical": "placed",
                         *             "status_label": "Pesanan masuk",
                         *             "subtotal": null,
                         *             "tax": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "tracking_no": null,
                         *             "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *             "updated_at": null,
                         *             "url": "/orders/ORD-261121-7K3Q",
                         *             "vendor_id": null,
                         *             "vendor_name": "Warung Sari",
                         *             "version": null
                         *           },
                         *           "order_code": null,
                         *           "order_id": null,
                         *           "payment": {
                         *             "amount": null,
                         *             "method": null,
                         *             "previous": null,
                         *             "provider": null,
                         *             "ref": null,
                         *             "source": null,
                         *             "status": null
                         *           },
                         *           "prev": null,
                         *           "product": {
                         *             "created_at": null,
                         *             "currency": "IDR",
                         *             "ext_id": null,
                         *             "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *             "low": null,
                         *             "low_at": 5,
                         *             "low_since": null,
                         *             "name": "Nasi goreng",
                         *             "price": 2500000,
                         *             "price_display": "Rp 25.000",
                         *             "sku": "NG-1",
                         *             "stock": 4,
                         *             "updated_at": null,
                         *             "vendor_id": "7",
                         *             "version": null
                         *           },
                         *           "reason": null,
                         *           "reversed": null,
                         *           "seq": 4182,
                         *           "severity": "high",
                         *           "shipment": {
                         *             "courier": "JNE",
                         *             "status": "in_transit",
                         *             "status_label": "Dalam perjalanan",
                         *             "text": null,
                         *             "tracking_no": null
                         *           },
                         *           "sound": "ring",
                         *           "status": null,
                         *           "step": null,
                         *           "text": "Budi memesan #ORD-261121-7K3Q (Rp 45.000)",
                         *           "title": "Pesanan baru",
                         *           "to": "accepted",
                         *           "total_price": 4500000,
                         *           "type": "order.status.changed",
                         *           "user": {
                         *             "email": "budi@example.com",
                         *             "id": "4711",
                         *             "name": "Budi",
                         *             "phone": null,
                         *             "registered_at": null,
                         *             "updated_at": null
                         *           },
                         *           "villa_name": null,
                         *           "waiting_s": null
                         *         }
                         *       ],
                         *       "has_more": false,
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["EventsPage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}/payment-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens a page on which the order can be paid, or gives the one that is open. Staff in whose scope the order is may ask
         *     for it, programs, and the order's customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours; not heard from customers, who get the same link anyway */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    /**
                     * @example {
                     *       "token": "q83vEjRWeJCrze8SNFZ4kA"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentLinkBody"] | null;
                };
            };
            responses: {
                /** @description There was a link already */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "payment": {
                         *         "amount": 4500000,
                         *         "currency": "IDR",
                         *         "expires_at": "2026-11-22T03:04:05Z",
                         *         "provider": "midtrans",
                         *         "reference": "ORD-261121-7K3Q-1",
                         *         "token": "66e4fa55-fdac-4ef9-91b5-733b97d1b862",
                         *         "url": "https://app.sandbox.midtrans.com/snap/v4/redirection/66e4fa55-fdac-4ef9-91b5-733b97d1b862"
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["PaymentLinkPage"];
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "payment": {
                         *         "amount": 4500000,
                         *         "currency": "IDR",
                         *         "expires_at": "2026-11-22T03:04:05Z",
                         *         "provider": "midtrans",
                         *         "reference": "ORD-261121-7K3Q-1",
                         *         "token": "66e4fa55-fdac-4ef9-91b5-733b97d1b862",
                         *         "url": "https://app.sandbox.midtrans.com/snap/v4/redirection/66e4fa55-fdac-4ef9-91b5-733b97d1b862"
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["PaymentLinkPage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `no_gateway`, `order_paid`, `order_closed`, `payment_in_review` or `not_payable` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The gateway refused; somebody has to change something */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 502,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The gateway gave no answer; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports a payment. Reports may come twice and in any order: an older state never replaces a newer one. When nothing is
         *     left to pay, an order that waited for it is placed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "amount": "45000",
                     *       "method": "QRIS",
                     *       "provider": "midtrans",
                     *       "ref": "ORD-261121-7K3Q-1",
                     *       "status": "paid"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}/shipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports where the parcel is. What is on the road has been shipped; what was delivered is completed, unless the flow
         *     leaves that to people. News that is older than what is known changes nothing.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    /**
                     * @description uid or code
                     * @example ORD-261121-7K3Q
                     */
                    order: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "courier": "JNE",
                     *       "status": "in_transit",
                     *       "tracking_no": "JP1234567890"
                     *     }
                     */
                    "application/json": components["schemas"]["ShipmentBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another courier or number is noted already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/by-ext/{source}/{ext_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Records an order of another system, or what has become of it there. Send the whole order whenever it changes: what is
         *     the same as before makes no event, and a report that comes too late is answered with `ignored`.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    /**
                     * @description the order's id there, 1 to 120 characters
                     * @example 1042
                     */
                    ext_id: string;
                    /**
                     * @description the other system, 1 to 40 letters, digits, `-`, `_`, `.`
                     * @example toko
                     */
                    source: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "order": {
                     *         "customer": {
                     *           "name": "Budi",
                     *           "phone": "+628123456789"
                     *         },
                     *         "flow": "shop",
                     *         "items": [
                     *           {
                     *             "name": "Kopi Gayo 250 g",
                     *             "qty": 2,
                     *             "sku": "KG-250",
                     *             "unit_price": "85000"
                     *           }
                     *         ],
                     *         "paid": true
                     *       },
                     *       "status": "preparing",
                     *       "updated_at": "2026-11-21T10:04:05+07:00"
                     *     }
                     */
                    "application/json": components["schemas"]["UpsertBody"];
                };
            };
            responses: {
                /** @description The order was known; `seq` is null if this changed nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description The order is new */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "already_by": "Dewi",
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "ignored": null,
                         *       "link_token": "q83vEjRWeJCrze8SNFZ4kA",
                         *       "order": {
                         *         "ack_at": null,
                         *         "ack_by": null,
                         *         "booking": {
                         *           "check_in": "2026-12-01",
                         *           "check_out": "2026-12-03",
                         *           "guests": null,
                         *           "resource_id": null,
                         *           "resource_name": "Villa A"
                         *         },
                         *         "cases": [
                         *           {
                         *             "amount": 4500000,
                         *             "amount_display": "Rp 45.000",
                         *             "code": "ORD-261121-7K3Q-R1",
                         *             "due_at": null,
                         *             "kind": "refund",
                         *             "opened_at": "2026-11-21T03:04:05.678Z",
                         *             "reason": null,
                         *             "ref": null,
                         *             "status": "requested",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "closed_at": null,
                         *         "code": "ORD-261121-7K3Q",
                         *         "counter": "pending",
                         *         "courier": null,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "customer_email": null,
                         *         "customer_name": "Budi",
                         *         "customer_phone": null,
                         *         "delivery": {
                         *           "address": null,
                         *           "due_at": null,
                         *           "type": "pickup"
                         *         },
                         *         "discount": 0,
                         *         "eta": null,
                         *         "expires_at": null,
                         *         "ext_id": null,
                         *         "flow": "restaurant",
                         *         "items": [
                         *           {
                         *             "name": "Nasi goreng",
                         *             "options": null,
                         *             "qty": 2,
                         *             "sku": null,
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "unit_price": 4500000
                         *           }
                         *         ],
                         *         "items_truncated": false,
                         *         "needs_ack": false,
                         *         "note": null,
                         *         "order_id": "ORD-261121-7K3Q",
                         *         "paid": 4500000,
                         *         "pay_later": false,
                         *         "payment_status": "unpaid",
                         *         "payments": [
                         *           {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         ],
                         *         "phase": "new",
                         *         "placed_at": null,
                         *         "reason": null,
                         *         "refunded": 0,
                         *         "rings_at": null,
                         *         "shipment": {
                         *           "status": "in_transit",
                         *           "status_label": "Dalam perjalanan",
                         *           "text": null,
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         },
                         *         "shipping": 0,
                         *         "source": "api",
                         *         "status": "placed",
                         *         "status_by": {
                         *           "kind": "vendor",
                         *           "name": "Dewi"
                         *         },
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "subtotal": 4500000,
                         *         "tax": 0,
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "tracking_no": null,
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "vendor_name": "Warung Sari",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["OrderChanged"];
                    };
                };
                /** @description Not JSON */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The order is not one that this key or person may see */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The code belongs to another order */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field is wrong, or the key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nothing was recorded; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments of all orders that the caller may see, the last begun first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    after?: string;
                    /** @description Most on the page, 1 to 100. */
                    limit?: number;
                    /**
                     * @description Only those of this order: uid or code.
                     * @example ORD-261121-7K3Q
                     */
                    order?: string;
                    /**
                     * @description The gateway, such as `midtrans`.
                     * @example midtrans
                     */
                    provider?: string;
                    /**
                     * @description `pending`, `review`, `paid`, `failed`, `expired` or `cancelled`.
                     * @example review
                     */
                    status?: string;
                    /**
                     * @description Only those of this vendor's orders.
                     * @example 7
                     */
                    vendor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "next": null,
                         *       "payments": [
                         *         {
                         *           "order": {
                         *             "code": "ORD-261121-7K3Q",
                         *             "currency": "IDR",
                         *             "customer_name": "Budi",
                         *             "payment_status": "paid",
                         *             "status_canonical": "placed",
                         *             "status_label": "Pesanan masuk",
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *             "url": "/orders/ORD-261121-7K3Q",
                         *             "vendor_id": null,
                         *             "version": 1
                         *           },
                         *           "payment": {
                         *             "amount": 4500000,
                         *             "created_at": "2026-11-21T03:04:05.678Z",
                         *             "method": "BCA virtual account",
                         *             "provider": "midtrans",
                         *             "ref": "ORD-261121-7K3Q-1",
                         *             "reversed": false,
                         *             "status": "paid",
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           }
                         *         }
                         *       ],
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["PaymentsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such order */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{provider}/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One payment, by its reference at its provider. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description the gateway
                     * @example midtrans
                     */
                    provider: string;
                    /**
                     * @description our reference there
                     * @example ORD-261121-7K3Q-1
                     */
                    reference: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "order": {
                         *         "code": "ORD-261121-7K3Q",
                         *         "currency": "IDR",
                         *         "customer_name": "Budi",
                         *         "payment_status": "paid",
                         *         "status_canonical": "placed",
                         *         "status_label": "Pesanan masuk",
                         *         "total": 4500000,
                         *         "total_display": "Rp 45.000",
                         *         "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "url": "/orders/ORD-261121-7K3Q",
                         *         "vendor_id": null,
                         *         "version": 1
                         *       },
                         *       "payment": {
                         *         "amount": 4500000,
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "method": "BCA virtual account",
                         *         "provider": "midtrans",
                         *         "ref": "ORD-261121-7K3Q-1",
                         *         "reversed": false,
                         *         "status": "paid",
                         *         "updated_at": "2026-11-21T03:04:05.678Z"
                         *       },
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["PaymentPage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products that the caller may see, in the order of their skus. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    after?: string;
                    /** @description Products on the page, 1 to 200. */
                    limit?: number;
                    /** @description Only products that are low. */
                    low?: boolean;
                    /** @description Searches sku, name and external id; at most 100 characters. */
                    q?: string;
                    /** @description Only products of this vendor. */
                    vendor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "next": null,
                         *       "products": [
                         *         {
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "currency": "IDR",
                         *           "ext_id": null,
                         *           "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *           "low": false,
                         *           "low_at": 5,
                         *           "low_since": null,
                         *           "name": "Nasi goreng",
                         *           "price": 2500000,
                         *           "price_display": "Rp 25.000",
                         *           "sku": "NG-1",
                         *           "stock": 4,
                         *           "updated_at": "2026-11-21T03:04:05.678Z",
                         *           "vendor_id": "7",
                         *           "version": 1
                         *         }
                         *       ],
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["ProductsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Records a product. If it has fewer pieces than its mark from the beginning, `stock.low` is told. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "low_at": 5,
                     *       "name": "Nasi goreng",
                     *       "price": "25000",
                     *       "sku": "NG-1",
                     *       "stock": 20
                     *     }
                     */
                    "application/json": components["schemas"]["ProductBody"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "product": {
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "ext_id": null,
                         *         "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "low": false,
                         *         "low_at": 5,
                         *         "low_since": null,
                         *         "name": "Nasi goreng",
                         *         "price": 2500000,
                         *         "price_display": "Rp 25.000",
                         *         "sku": "NG-1",
                         *         "stock": 4,
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "vendor_id": "7",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The sku is in use, or there are too many */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product, by its sku. The `ETag` is its version, for `If-Match`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The shop's number for it
                     * @example NG-1
                     */
                    sku: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "product": {
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "ext_id": null,
                         *         "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "low": false,
                         *         "low_at": 5,
                         *         "low_since": null,
                         *         "name": "Nasi goreng",
                         *         "price": 2500000,
                         *         "price_display": "Rp 25.000",
                         *         "sku": "NG-1",
                         *         "stock": 4,
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "vendor_id": "7",
                         *         "version": 1
                         *       },
                         *       "seq": 4182
                         *     }
                         */
                        "application/json": components["schemas"]["ProductPage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Records a product or changes it: what is left out stays as it is. 201 when it is new. */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                    /** @description do it only if this is the product's ETag */
                    "If-Match"?: string | null;
                };
                path: {
                    /**
                     * @description The shop's number for it
                     * @example NG-1
                     */
                    sku: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "low_at": 5,
                     *       "name": "Nasi goreng",
                     *       "price": "25000",
                     *       "sku": "NG-1",
                     *       "stock": 20
                     *     }
                     */
                    "application/json": components["schemas"]["ProductBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "product": {
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "ext_id": null,
                         *         "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "low": false,
                         *         "low_at": 5,
                         *         "low_since": null,
                         *         "name": "Nasi goreng",
                         *         "price": 2500000,
                         *         "price_display": "Rp 25.000",
                         *         "sku": "NG-1",
                         *         "stock": 4,
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "vendor_id": "7",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "product": {
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "ext_id": null,
                         *         "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "low": false,
                         *         "low_at": 5,
                         *         "low_since": null,
                         *         "name": "Nasi goreng",
                         *         "price": 2500000,
                         *         "price_display": "Rp 25.000",
                         *         "sku": "NG-1",
                         *         "stock": 4,
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "vendor_id": "7",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Deletes a product. Orders that have it keep their lines. */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description do it only if this is the product's ETag */
                    "If-Match"?: string | null;
                };
                path: {
                    /**
                     * @description The shop's number for it
                     * @example NG-1
                     */
                    sku: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a product: what is left out stays as it is. */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                    /** @description do it only if this is the product's ETag */
                    "If-Match"?: string | null;
                };
                path: {
                    /**
                     * @description The shop's number for it
                     * @example NG-1
                     */
                    sku: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "low_at": 5,
                     *       "name": "Nasi goreng",
                     *       "price": "25000",
                     *       "sku": "NG-1",
                     *       "stock": 20
                     *     }
                     */
                    "application/json": components["schemas"]["ProductBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "product": {
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "ext_id": null,
                         *         "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "low": false,
                         *         "low_at": 5,
                         *         "low_since": null,
                         *         "name": "Nasi goreng",
                         *         "price": 2500000,
                         *         "price_display": "Rp 25.000",
                         *         "sku": "NG-1",
                         *         "stock": 4,
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "vendor_id": "7",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/products/{sku}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports what is left, what came in or what went. When the product falls below its mark, `stock.low` is told once,
         *     with what is left then; and once more only after it has been filled up again.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                    /** @description do it only if this is the product's ETag */
                    "If-Match"?: string | null;
                };
                path: {
                    /**
                     * @description The shop's number for it
                     * @example NG-1
                     */
                    sku: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "change": -1,
                     *       "reason": "dropped"
                     *     }
                     */
                    "application/json": components["schemas"]["StockBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "product": {
                         *         "created_at": "2026-11-21T03:04:05.678Z",
                         *         "currency": "IDR",
                         *         "ext_id": null,
                         *         "id": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *         "low": false,
                         *         "low_at": 5,
                         *         "low_since": null,
                         *         "name": "Nasi goreng",
                         *         "price": 2500000,
                         *         "price_display": "Rp 25.000",
                         *         "sku": "NG-1",
                         *         "stock": 4,
                         *         "updated_at": "2026-11-21T03:04:05.678Z",
                         *         "vendor_id": "7",
                         *         "version": 1
                         *       },
                         *       "seq": null
                         *     }
                         */
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A change, but nobody has counted the product yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "app": {
                         *         "currency": "text",
                         *         "flows": [
                         *           {
                         *             "delivery_steps": [
                         *               "text"
                         *             ],
                         *             "labels": {},
                         *             "name": "restaurant",
                         *             "needs_accept": false,
                         *             "steps": [
                         *               "text"
                         *             ]
                         *           }
                         *         ],
                         *         "id": "text",
                         *         "key": "text",
                         *         "locale": "text",
                         *         "name": "Dewi",
                         *         "timezone": "text"
                         *       },
                         *       "server": {
                         *         "time": "2026-11-21T03:04:05.678Z",
                         *         "version": "text"
                         *       },
                         *       "user": {
                         *         "email": "dewi@example.com",
                         *         "id": 1,
                         *         "locale": "id",
                         *         "name": "Dewi",
                         *         "operator": false,
                         *         "role": "owner",
                         *         "vendor_id": null
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Signs in and sets the session cookie. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "email": "owner@example.com",
                     *       "password": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "app": {
                         *         "currency": "text",
                         *         "flows": [
                         *           {
                         *             "delivery_steps": [
                         *               "text"
                         *             ],
                         *             "labels": {},
                         *             "name": "restaurant",
                         *             "needs_accept": false,
                         *             "steps": [
                         *               "text"
                         *             ]
                         *           }
                         *         ],
                         *         "id": "text",
                         *         "key": "text",
                         *         "locale": "text",
                         *         "name": "Dewi",
                         *         "timezone": "text"
                         *       },
                         *       "server": {
                         *         "time": "2026-11-21T03:04:05.678Z",
                         *         "version": "text"
                         *       },
                         *       "user": {
                         *         "email": "dewi@example.com",
                         *         "id": 1,
                         *         "locale": "id",
                         *         "name": "Dewi",
                         *         "operator": false,
                         *         "role": "owner",
                         *         "vendor_id": null
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many attempts; `Retry-After` says when to come back */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "too_many_requests",
                         *       "detail": "try again in 30 seconds",
                         *       "status": 429,
                         *       "title": "Too many attempts"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Ends the session. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the account of whoever was invited and signs them in. The invitation works once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "email": "dewi@example.com",
                     *       "name": "Dewi",
                     *       "password": "text",
                     *       "timezone": "Asia/Jakarta",
                     *       "token": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Setup"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "app": {
                         *         "currency": "text",
                         *         "flows": [
                         *           {
                         *             "delivery_steps": [
                         *               "text"
                         *             ],
                         *             "labels": {},
                         *             "name": "restaurant",
                         *             "needs_accept": false,
                         *             "steps": [
                         *               "text"
                         *             ]
                         *           }
                         *         ],
                         *         "id": "text",
                         *         "key": "text",
                         *         "locale": "text",
                         *         "name": "Dewi",
                         *         "timezone": "text"
                         *       },
                         *       "server": {
                         *         "time": "2026-11-21T03:04:05.678Z",
                         *         "version": "text"
                         *       },
                         *       "user": {
                         *         "email": "dewi@example.com",
                         *         "id": 1,
                         *         "locale": "id",
                         *         "name": "Dewi",
                         *         "operator": false,
                         *         "role": "owner",
                         *         "vendor_id": null
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parcels of all orders that the caller may see, the last heard of first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    after?: string;
                    /**
                     * @description Who carries them, exactly as it was reported.
                     * @example JNE
                     */
                    courier?: string;
                    /** @description Most on the page, 1 to 100. */
                    limit?: number;
                    /**
                     * @description Only those of this order: uid or code.
                     * @example ORD-261121-7K3Q
                     */
                    order?: string;
                    /**
                     * @description `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or `returned`.
                     * @example in_transit
                     */
                    status?: string;
                    /**
                     * @description Only those of this vendor's orders.
                     * @example 7
                     */
                    vendor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "next": null,
                         *       "seq": 4182,
                         *       "shipments": [
                         *         {
                         *           "courier": "JNE",
                         *           "order": {
                         *             "code": "ORD-261121-7K3Q",
                         *             "currency": "IDR",
                         *             "customer_name": "Budi",
                         *             "payment_status": "paid",
                         *             "status_canonical": "placed",
                         *             "status_label": "Pesanan masuk",
                         *             "total": 4500000,
                         *             "total_display": "Rp 45.000",
                         *             "uid": "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f",
                         *             "url": "/orders/ORD-261121-7K3Q",
                         *             "vendor_id": null,
                         *             "version": 1
                         *           },
                         *           "shipment": {
                         *             "status": "in_transit",
                         *             "status_label": "Dalam perjalanan",
                         *             "text": null,
                         *             "updated_at": "2026-11-21T03:04:05.678Z"
                         *           },
                         *           "tracking_no": "JP1234567890"
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["ShipmentsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such order */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sources of the app. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceList"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a source, and says once where it is to send its requests. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "Midtrans",
                     *       "provider": "midtrans",
                     *       "secret": "SB-Mid-server-TESTKEY0001",
                     *       "settings": {
                     *         "confirm": "required"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SourceDraft"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceSecrets"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a source with its receipts. What it has reported stays. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the source */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a source. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the source */
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "enabled": false,
                     *       "name": "Toko Bandung"
                     *     }
                     */
                    "application/json": components["schemas"]["SourcePatch"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/sources/{id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a source has reported, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only receipts with a smaller number: `next` of the page before. */
                    before?: number;
                    /** @description Receipts on the page, 1 to 100. */
                    limit?: number;
                    /** @description Only `applied`, `ignored`, `unmatched`, `pending` or `failed` ones. */
                    outcome?: string;
                };
                header?: never;
                path: {
                    /** @description Number of the source */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReceiptPage"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/receipts/{receipt}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One receipt, with its body. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the source */
                    id: number;
                    /** @description Number of the receipt */
                    receipt: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReceiptView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/receipts/{receipt}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Applies a receipt again, within moments: after something was mended that stood against it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the source */
                    id: number;
                    /** @description Number of the receipt */
                    receipt: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReceiptView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges the secret or the URL of a source, so that no request is lost meanwhile. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the source */
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_new"
                     *     }
                     */
                    "application/json": components["schemas"]["SourceExchange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceSecrets"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters of the orders that the caller may see. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "seq": 4182,
                         *       "stats": {
                         *         "closed": 1,
                         *         "completed": 1,
                         *         "confirmed": 1,
                         *         "oldest_pending_at": null,
                         *         "pending": 1,
                         *         "total": 4500000,
                         *         "unpaid": 1
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["StatsPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of some rooms as they happen, one JSON object each (`type`, `room`, `seq`, `data`), in the order of the log.
         * @description The id of an event is `epoch:seq`; send the last one as `Last-Event-ID`, as browsers do, to get what came after it. An
         *     event named `reset` says that this is not possible: fetch what you show again, and go on. An event named `joined`
         *     comes first. Lines that begin with a colon are signs of life.
         */
        get: {
            parameters: {
                query: {
                    /** @description Only what came after this: a `seq`, or `epoch:seq`. `Last-Event-ID` goes first. */
                    after?: string;
                    /**
                     * @description Rooms, separated by commas: `admin`, `vendor:<id>`, `order:<uid>`.
                     * @example order:01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f
                     */
                    rooms: string;
                    /** @description An order's `link_token`, an API key or the token of a session, where no header can carry it. */
                    token?: string;
                };
                header?: {
                    /** @description The id of the last event seen */
                    "Last-Event-ID"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /** @example text */
                        "text/event-stream": string;
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users, those who were told of last first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before. */
                    before?: string;
                    /** @description Users on the page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "next": null,
                         *       "seq": 4182,
                         *       "users": [
                         *         {
                         *           "email": "budi@example.com",
                         *           "id": "4711",
                         *           "name": "Budi",
                         *           "phone": null,
                         *           "registered_at": "2026-11-21T03:04:05.678Z",
                         *           "updated_at": "2026-11-21T03:04:05.678Z"
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["UsersPage"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Tells of a user. The first time it is an event, `user.registered`, and the answer is 201; later what has changed is
         *     taken over.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 1 to 255 characters, kept for 48 hours */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "email": "budi@example.com",
                     *       "id": "4711",
                     *       "name": "Budi"
                     *     }
                     */
                    "application/json": components["schemas"]["UserBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "seq": null,
                         *       "user": {
                         *         "email": "budi@example.com",
                         *         "id": "4711",
                         *         "name": "Budi",
                         *         "phone": null,
                         *         "registered_at": "2026-11-21T03:04:05.678Z",
                         *         "updated_at": "2026-11-21T03:04:05.678Z"
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["UserRegistered"];
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "epoch": "k3x9v2m7q1d4",
                         *       "seq": null,
                         *       "user": {
                         *         "email": "budi@example.com",
                         *         "id": "4711",
                         *         "name": "Budi",
                         *         "phone": null,
                         *         "registered_at": "2026-11-21T03:04:05.678Z",
                         *         "updated_at": "2026-11-21T03:04:05.678Z"
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["UserRegistered"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One user, by the app's own id for them. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The app's own id for the account
                     * @example 4711
                     */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "email": "budi@example.com",
                         *       "id": "4711",
                         *       "name": "Budi",
                         *       "phone": null,
                         *       "registered_at": "2026-11-21T03:04:05.678Z",
                         *       "updated_at": "2026-11-21T03:04:05.678Z"
                         *     }
                         */
                        "application/json": components["schemas"]["RegisteredUserView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The vendors that the caller may see: all of them, or their own. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "vendors": [
                         *         {
                         *           "accept_limit_s": 600,
                         *           "accept_warn_s": 180,
                         *           "auto_accept": false,
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "ext_id": null,
                         *           "flow": "restaurant",
                         *           "id": "7",
                         *           "name": "Warung Sari",
                         *           "paused_until": null,
                         *           "prep_s": 900,
                         *           "updated_at": "2026-11-21T03:04:05.678Z",
                         *           "version": 1
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["VendorList"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Records a vendor. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "flow": "restaurant",
                     *       "id": "7",
                     *       "name": "Warung Sari",
                     *       "prep_s": 900
                     *     }
                     */
                    "application/json": components["schemas"]["VendorBody"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "accept_limit_s": 600,
                         *       "accept_warn_s": 180,
                         *       "auto_accept": false,
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "ext_id": null,
                         *       "flow": "restaurant",
                         *       "id": "7",
                         *       "name": "Warung Sari",
                         *       "paused_until": null,
                         *       "prep_s": 900,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "version": 1
                         *     }
                         */
                        "application/json": components["schemas"]["VendorView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One vendor. The `ETag` is its version, for `If-Match`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description As it stands on orders
                     * @example 7
                     */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "accept_limit_s": 600,
                         *       "accept_warn_s": 180,
                         *       "auto_accept": false,
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "ext_id": null,
                         *       "flow": "restaurant",
                         *       "id": "7",
                         *       "name": "Warung Sari",
                         *       "paused_until": null,
                         *       "prep_s": 900,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "version": 1
                         *     }
                         */
                        "application/json": components["schemas"]["VendorView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Records a vendor or changes it: what is left out stays as it is. 201 when it is new. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description As it stands on orders
                     * @example 7
                     */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "flow": "restaurant",
                     *       "id": "7",
                     *       "name": "Warung Sari",
                     *       "prep_s": 900
                     *     }
                     */
                    "application/json": components["schemas"]["VendorBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "accept_limit_s": 600,
                         *       "accept_warn_s": 180,
                         *       "auto_accept": false,
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "ext_id": null,
                         *       "flow": "restaurant",
                         *       "id": "7",
                         *       "name": "Warung Sari",
                         *       "paused_until": null,
                         *       "prep_s": 900,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "version": 1
                         *     }
                         */
                        "application/json": components["schemas"]["VendorView"];
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "accept_limit_s": 600,
                         *       "accept_warn_s": 180,
                         *       "auto_accept": false,
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "ext_id": null,
                         *       "flow": "restaurant",
                         *       "id": "7",
                         *       "name": "Warung Sari",
                         *       "paused_until": null,
                         *       "prep_s": 900,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "version": 1
                         *     }
                         */
                        "application/json": components["schemas"]["VendorView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Deletes what is known of a vendor. Its orders, products and staff stay. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description As it stands on orders
                     * @example 7
                     */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a vendor: what is left out stays as it is. A vendor's own staff may pause it and end the pause. */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description do it only if this is the vendor's ETag */
                    "If-Match"?: string | null;
                };
                path: {
                    /**
                     * @description As it stands on orders
                     * @example 7
                     */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "flow": "restaurant",
                     *       "id": "7",
                     *       "name": "Warung Sari",
                     *       "prep_s": 900
                     *     }
                     */
                    "application/json": components["schemas"]["VendorBody"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "accept_limit_s": 600,
                         *       "accept_warn_s": 180,
                         *       "auto_accept": false,
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "ext_id": null,
                         *       "flow": "restaurant",
                         *       "id": "7",
                         *       "name": "Warung Sari",
                         *       "paused_until": null,
                         *       "prep_s": 900,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "version": 1
                         *     }
                         */
                        "application/json": components["schemas"]["VendorView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description See the body */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "order_changed",
                         *       "detail": "the order is accepted at version 3 now; look at it and decide again",
                         *       "status": 412,
                         *       "title": "The order has changed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhooks of the app. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "webhooks": [
                         *         {
                         *           "batch": false,
                         *           "channel_prefix": "presence-",
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "enabled": false,
                         *           "events": [
                         *             "text"
                         *           ],
                         *           "id": 1,
                         *           "updated_at": "2026-11-21T03:04:05.678Z",
                         *           "url": "https://shop.example.com/pusher/webhook"
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookList"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a webhook. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "url": "https://shop.example.com/pusher/webhook"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDraft"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "batch": false,
                         *       "channel_prefix": "presence-",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "events": [
                         *         "text"
                         *       ],
                         *       "id": 1,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "url": "https://shop.example.com/pusher/webhook"
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not as the request takes it to be */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_possible",
                         *       "detail": "the order is cancelled; it cannot be accepted any more",
                         *       "status": 409,
                         *       "title": "The order does not allow this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the webhook
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "batch": false,
                         *       "channel_prefix": "presence-",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "events": [
                         *         "text"
                         *       ],
                         *       "id": 1,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "url": "https://shop.example.com/pusher/webhook"
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Deletes a webhook with its log; what waits for it is not sent any more. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the webhook
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; there is nothing to say */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a webhook. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the webhook
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["WebhookPatch"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "batch": false,
                         *       "channel_prefix": "presence-",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "enabled": false,
                         *       "events": [
                         *         "text"
                         *       ],
                         *       "id": 1,
                         *       "updated_at": "2026-11-21T03:04:05.678Z",
                         *       "url": "https://shop.example.com/pusher/webhook"
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only deliveries with a smaller number: `next` of the page before. */
                    before?: number;
                    /** @description Deliveries on the page, 1 to 100. */
                    limit?: number;
                };
                header?: never;
                path: {
                    /**
                     * @description Number of the webhook
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "deliveries": [
                         *         {
                         *           "attempts": [
                         *             {
                         *               "at": "2026-11-21T03:04:05.678Z",
                         *               "duration_ms": 1,
                         *               "error": null,
                         *               "response": null,
                         *               "status": null
                         *             }
                         *           ],
                         *           "body": null,
                         *           "cause": "events",
                         *           "created_at": "2026-11-21T03:04:05.678Z",
                         *           "events": 1,
                         *           "finished_at": null,
                         *           "id": 1,
                         *           "state": "delivered"
                         *         }
                         *       ],
                         *       "next": null
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookDeliveryPage"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery, with its body and the answers. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the delivery
                     * @example 1
                     */
                    delivery: number;
                    /**
                     * @description Number of the webhook
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "attempts": [
                         *         {
                         *           "at": "2026-11-21T03:04:05.678Z",
                         *           "duration_ms": 1,
                         *           "error": null,
                         *           "response": null,
                         *           "status": null
                         *         }
                         *       ],
                         *       "body": null,
                         *       "cause": "events",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "events": 1,
                         *       "finished_at": null,
                         *       "id": 1,
                         *       "state": "delivered"
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookDeliveryView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{delivery}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a delivery once more, with the present time in it. It becomes a delivery of its own. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the delivery
                     * @example 1
                     */
                    delivery: number;
                    /**
                     * @description Number of the webhook
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken on */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "attempts": [
                         *         {
                         *           "at": "2026-11-21T03:04:05.678Z",
                         *           "duration_ms": 1,
                         *           "error": null,
                         *           "response": null,
                         *           "status": null
                         *         }
                         *       ],
                         *       "body": null,
                         *       "cause": "events",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "events": 1,
                         *       "finished_at": null,
                         *       "id": 1,
                         *       "state": "delivered"
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookDeliveryView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a request without events, signed like any other, once: to see whether the webhook works. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description Number of the webhook
                     * @example 1
                     */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken on */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "attempts": [
                         *         {
                         *           "at": "2026-11-21T03:04:05.678Z",
                         *           "duration_ms": 1,
                         *           "error": null,
                         *           "response": null,
                         *           "status": null
                         *         }
                         *       ],
                         *       "body": null,
                         *       "cause": "events",
                         *       "created_at": "2026-11-21T03:04:05.678Z",
                         *       "events": 1,
                         *       "finished_at": null,
                         *       "id": 1,
                         *       "state": "delivered"
                         *     }
                         */
                        "application/json": components["schemas"]["WebhookDeliveryView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or the caller may not see it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "not_found",
                         *       "detail": "there is no order ORD-261121-7K3Q",
                         *       "status": 404,
                         *       "title": "There is no such thing"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The words of the app. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "aliases": {
                         *         "accepted": "confirmed",
                         *         "placed": "pending"
                         *       },
                         *       "emit_as": {
                         *         "order.created": [
                         *           "App\\Events\\NewOrderReceived"
                         *         ]
                         *       },
                         *       "laravel_flat": false,
                         *       "public_channels": false,
                         *       "warnings": [
                         *         "text"
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["WordsView"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes words of the app. They count at once, for what is sent again as well. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "aliases": {
                     *         "placed": "pending"
                     *       },
                     *       "laravel_flat": true
                     *     }
                     */
                    "application/json": components["schemas"]["WordsChange"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "aliases": {
                         *         "accepted": "confirmed",
                         *         "placed": "pending"
                         *       },
                         *       "emit_as": {
                         *         "order.created": [
                         *           "App\\Events\\NewOrderReceived"
                         *         ]
                         *       },
                         *       "laravel_flat": false,
                         *       "public_channels": false,
                         *       "warnings": [
                         *         "text"
                         *       ]
                         *     }
                         */
                        "application/json": components["schemas"]["WordsView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "malformed_json",
                         *       "detail": "the body is not JSON: expected value at line 1 column 1",
                         *       "status": 400,
                         *       "title": "The request cannot be read"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Credentials are missing or wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "wrong_api_key",
                         *       "detail": "the API key is unknown or revoked; make one with: orderbell keys create",
                         *       "status": 401,
                         *       "title": "Credentials are missing or wrong"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller may not do this, or the app is disabled */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "forbidden",
                         *       "detail": "your role does not allow this",
                         *       "status": 403,
                         *       "title": "You may not do this"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body took too long */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_timeout",
                         *       "detail": "send the whole body within 10 seconds",
                         *       "status": 408,
                         *       "title": "The body took too long"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "body_too_large",
                         *       "detail": "the body may have 262144 bytes at most (setting http.max_body_bytes)",
                         *       "status": 413,
                         *       "title": "The body is too large"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unsupported_media_type",
                         *       "detail": "send the header Content-Type: application/json (found none)",
                         *       "status": 415,
                         *       "title": "The content type is not supported"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field or a parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "validation_failed",
                         *       "detail": "items[0].qty: must be between 1 and 9999",
                         *       "errors": [
                         *         {
                         *           "field": "items[0].qty",
                         *           "message": "must be between 1 and 9999"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "The request is not valid"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server failed; the cause is in its log */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "internal",
                         *       "detail": "nothing was recorded by this request; the cause is in the server's log",
                         *       "status": 500,
                         *       "title": "The server failed"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server cannot do this now; send the request again */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "unavailable",
                         *       "detail": "too many writes are waiting; nothing was recorded, send the request again",
                         *       "status": 503,
                         *       "title": "The server cannot do this now"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Details of an action; all optional, and so is the body. */
        ActionBody: {
            /**
             * @description Who carries it, for `ship`.
             * @default null
             */
            courier?: string | null;
            /**
             * @description When it will be ready, RFC 3339, for `accept`.
             * @default null
             */
            eta?: string | null;
            /**
             * @description Do it only while the order is in this status.
             * @default null
             * @example placed
             */
            from?: string | null;
            /**
             * @description How it was paid, for `mark-paid`.
             * @default null
             * @example cash
             */
            method?: string | null;
            /**
             * @description Why, for `decline` (required there) and `cancel`.
             * @default null
             */
            reason?: string | null;
            /**
             * @description Tracking number, for `ship`.
             * @default null
             */
            tracking_no?: string | null;
        };
        /** @description Who did something. */
        ActorView: {
            /** @description Their id. */
            id?: string | null;
            /**
             * @description `customer`, `cashier`, `vendor`, `admin`, `system` or `api`.
             * @example vendor
             */
            kind: string;
            /**
             * @description Their name.
             * @example Dewi
             */
            name?: string | null;
        };
        /** @description The process is alive. */
        Alive: {
            /**
             * @description Always `ok`.
             * @example ok
             */
            status: string;
            /** @description The program's version. */
            version: string;
        };
        /**
         * @description What is to be written anew. What is left out stays; `null` empties what may be empty.
         * @example {
         *       "customer": {
         *         "phone": "+628123456789"
         *       },
         *       "note": "ring the bell twice"
         *     }
         */
        AmendBody: {
            booking?: components["schemas"]["BookingBody"] | null;
            /** @description Who orders. */
            customer?: components["schemas"]["CustomerChange"];
            delivery?: components["schemas"]["DeliveryBody"] | null;
            discount?: components["schemas"]["Money"] | null;
            /** @description When it will be ready, RFC 3339. */
            eta?: string | null;
            /** @description Until when an unpaid order must be paid, RFC 3339. */
            expires_at?: string | null;
            /** @description All lines of the order, 1 to 200. */
            items?: components["schemas"]["ItemBody"][] | null;
            /** @description The app's own data, whole. */
            meta?: Record<string, never> | null;
            /** @description A note for the people who make the order. */
            note?: string | null;
            shipping?: components["schemas"]["Money"] | null;
            tax?: components["schemas"]["Money"] | null;
        };
        /**
         * @description What to change of an app; what is left out stays as it is.
         * @example {
         *       "enabled": true,
         *       "settings": {
         *         "client_events": true
         *       }
         *     }
         */
        AppChange: {
            /** @description Whether it is served. When it is disabled, its connections are closed with 4003. */
            enabled?: boolean | null;
            /** @description `id` or `en`. */
            locale?: string | null;
            /** @description Name of the shop, 1 to 120 characters. */
            name?: string | null;
            /** @description Settings to change. They count at once, for open connections too. */
            settings?: components["schemas"]["AppSettingsChange"];
            /** @description IANA time zone. */
            timezone?: string | null;
        };
        /** @description An app with its settings and keys, without secrets. */
        AppDetail: {
            /**
             * @description Connections of its clients now.
             * @example 12
             */
            connections: number;
            /**
             * @description When it was made.
             * @example 2026-11-21T08:00:00Z
             */
            created_at: string;
            /**
             * @description Currency of orders that name none.
             * @example IDR
             */
            currency: string;
            /** @description Whether it is served: a disabled app has no connections, and its programs get 403. */
            enabled: boolean;
            /**
             * @description Public app id, as in a Pusher SDK.
             * @example 482913
             */
            id: string;
            /** @description Its keys, oldest first, revoked ones included. */
            keys: components["schemas"]["AppKeyView"][];
            /**
             * @description Language of texts that are not for one reader.
             * @example id
             */
            locale: string;
            /**
             * @description Name of the shop.
             * @example Warung Dewi
             */
            name: string;
            /** @description What its clients may do on channels, and how much of everything it may have. */
            settings: components["schemas"]["AppSettings"];
            /**
             * @description IANA time zone.
             * @example Asia/Jakarta
             */
            timezone: string;
        };
        /**
         * @description An app to be made.
         * @example {
         *       "name": "Warung Dewi",
         *       "settings": {
         *         "max_connections": 500
         *       }
         *     }
         */
        AppDraft: {
            /** @description ISO 4217 code; the server's setting when absent. */
            currency?: string | null;
            /** @description Public app id, at most 20 digits; a random one when absent. */
            id?: string | null;
            /** @description `id` or `en`; the server's setting when absent. */
            locale?: string | null;
            /** @description Name of the shop, 1 to 120 characters. */
            name: string;
            /** @description What differs from the server's settings for new apps. */
            settings?: components["schemas"]["AppSettingsChange"];
            /** @description IANA time zone; the server's setting when absent. */
            timezone?: string | null;
        };
        /** @description A key, without its secret. */
        AppKeyView: {
            /** @description Whether it comes from the server's own settings or its first start. */
            configured: boolean;
            /**
             * @description When it was made.
             * @example 2026-11-21T08:00:00Z
             */
            created_at: string;
            /** @description Whether it is the one that the dashboard and new programs use: the youngest that works. */
            current: boolean;
            /**
             * @description The public half.
             * @example 278d425bdf160c739803
             */
            key: string;
            /**
             * @description What people call it.
             * @example web shop
             */
            label: string;
            /** @description When it stopped working. */
            revoked_at?: string | null;
        };
        /** @description The apps that the caller looks after. */
        AppList: {
            /** @description Oldest first. */
            apps: components["schemas"]["AppDetail"][];
            /** @description Whether the caller looks after all apps of the server, and may make new ones. */
            operator: boolean;
        };
        /** @description What the clients of an app may do on channels, and how much of everything the app may have. */
        AppSettings: {
            /**
             * @description Origins of the pages that may connect: `https://shop.example.com`, `https://*.example.com`; none for any.
             * @example [
             *       "https://shop.example.com"
             *     ]
             */
            allowed_origins: string[];
            /**
             * Format: int32
             * @description A connection that has neither signed in nor joined a private or presence channel by then is closed with 4009; 0
             *     for never. Counts for connections made from now on.
             */
            authorize_within_seconds: number;
            /**
             * Format: int32
             * @description Channels that one connection may be subscribed to.
             */
            channels_per_connection: number;
            /**
             * Format: int32
             * @description Channels of a published event.
             */
            channels_per_event: number;
            /** @description Clients may send `client-` events to each other on private and presence channels. */
            client_events: boolean;
            /**
             * Format: int32
             * @description Client events that a connection may send within a second.
             */
            client_events_per_second: number;
            /**
             * Format: int32
             * @description Bytes of an event's data, published or sent by a client.
             */
            event_bytes: number;
            /** @description A few of the events that the app triggers are kept for a while, so that somebody can say what they mean. */
            event_samples: boolean;
            /**
             * Format: int32
             * @description Events in a batch.
             */
            events_per_batch: number;
            /**
             * Format: int32
             * @description Connections at the same time; 0 for no limit of the app's own. One more is refused with 4100.
             */
            max_connections: number;
            /**
             * Format: int32
             * @description Bytes of a client's message.
             */
            message_bytes: number;
            /**
             * Format: int32
             * @description Users of a presence channel.
             */
            presence_members: number;
            /**
             * @description Channels whose events are kept and sent again to clients that were away: names, and prefixes that end in `*`.
             * @example [
             *       "chat-*"
             *     ]
             */
            replay: string[];
            /** @description Subscribers of public and private channels are told how many they are. */
            subscription_counts: boolean;
        };
        /**
         * @description Settings to change; what is left out stays as it is.
         * @example {
         *       "client_events": true,
         *       "max_connections": 500
         *     }
         */
        AppSettingsChange: {
            allowed_origins?: string[] | null;
            /** Format: int32 */
            authorize_within_seconds?: number | null;
            /** Format: int32 */
            channels_per_connection?: number | null;
            /** Format: int32 */
            channels_per_event?: number | null;
            client_events?: boolean | null;
            /** Format: int32 */
            client_events_per_second?: number | null;
            /** Format: int32 */
            event_bytes?: number | null;
            event_samples?: boolean | null;
            /** Format: int32 */
            events_per_batch?: number | null;
            /** Format: int32 */
            max_connections?: number | null;
            /** Format: int32 */
            message_bytes?: number | null;
            /** Format: int32 */
            presence_members?: number | null;
            replay?: string[] | null;
            subscription_counts?: boolean | null;
        };
        /** @description An app, without its secret. */
        AppView: {
            /** @description Currency of orders that name none. */
            currency: string;
            /** @description The flows of the app by name: their steps, in order, and whether new orders must be accepted. */
            flows: components["schemas"]["FlowView"][];
            /** @description Public app id, as in a Pusher SDK. */
            id: string;
            /** @description Public key, for WebSocket connections. */
            key: string;
            /** @description Language of texts that are not for one reader. */
            locale: string;
            /** @description Name of the shop. */
            name: string;
            /** @description IANA time zone. */
            timezone: string;
        };
        /** @description What is booked. */
        BookingBody: {
            /**
             * @description First day, YYYY-MM-DD.
             * @example 2026-12-01
             */
            check_in: string;
            /**
             * @description Day of leaving, after `check_in`.
             * @example 2026-12-03
             */
            check_out: string;
            /**
             * Format: int64
             * @description How many people.
             */
            guests?: number | null;
            /** @description Id of the room, table or villa. */
            resource_id?: string | null;
            /**
             * @description Its name.
             * @example Villa A
             */
            resource_name: string;
        };
        /** @description What was booked. */
        BookingView: {
            /**
             * @description First day.
             * @example 2026-12-01
             */
            check_in: string;
            /**
             * @description Day of leaving.
             * @example 2026-12-03
             */
            check_out: string;
            /**
             * Format: int32
             * @description How many people.
             */
            guests?: number | null;
            /** @description Id of the room, table or villa. */
            resource_id?: string | null;
            /**
             * @description Its name.
             * @example Villa A
             */
            resource_name: string;
        };
        /**
         * @description A refund that somebody asks for, or a dispute that a bank has opened.
         * @example {
         *       "amount": "45000",
         *       "kind": "refund",
         *       "reason": "one dish was missing"
         *     }
         */
        CaseBody: {
            amount?: components["schemas"]["Money"] | null;
            /** @description ISO 4217 code of an amount that names none; the app's currency when absent. */
            currency?: string | null;
            /** @description Until when evidence is taken, RFC 3339. */
            due_at?: string | null;
            /** @description `refund` or `dispute`. */
            kind: string;
            /** @description Why, up to 500 characters. */
            reason?: string | null;
            /** @description The gateway's id for it, up to 120 characters. A second report with the same id is about the same case. */
            ref?: string | null;
            /** @description Where it is, when it does not begin here: a refund that has been carried out is `refunded`. */
            status?: string | null;
        };
        /** @description A case with its order. */
        CaseEntry: {
            /** @description The refund or the dispute. */
            case: components["schemas"]["CaseView"];
            /** @description Its order. */
            order: components["schemas"]["OrderBrief"];
        };
        /** @description One case. */
        CasePage: {
            /** @description The refund or the dispute. */
            case: components["schemas"]["CaseView"];
            /** @description The log's epoch. */
            epoch: string;
            /** @description Its order. */
            order: components["schemas"]["OrderBrief"];
            /**
             * Format: int64
             * @description The log's head when the case was read.
             */
            seq: number;
        };
        /** @description A page of cases. */
        CasesPage: {
            /** @description Cases, the last opened first. */
            cases: components["schemas"]["CaseEntry"][];
            /** @description The log's epoch. */
            epoch: string;
            /** @description Send it as `after` for the next page; `null` on the last one. */
            next?: string | null;
            /**
             * Format: int64
             * @description The log's head when the cases were read.
             */
            seq: number;
        };
        /** @description A refund or a dispute. */
        CaseView: {
            /**
             * Format: int64
             * @description How much, in minor units.
             * @example 4500000
             */
            amount: number;
            /**
             * @description How much, for people.
             * @example Rp 45.000
             */
            amount_display: string;
            /**
             * @description What people call it.
             * @example ORD-261121-7K3Q-R1
             */
            code: string;
            /** @description Until when evidence is taken. */
            due_at?: string | null;
            /**
             * @description `refund` or `dispute`.
             * @example refund
             */
            kind: string;
            /** @description When it was opened. */
            opened_at: string;
            /** @description Why. */
            reason?: string | null;
            /** @description The gateway's id for it. */
            ref?: string | null;
            /**
             * @description A refund: `requested`, `approved`, `refunded`, `failed` or `rejected`. A dispute: `open`, `won` or `lost`.
             * @example requested
             */
            status: string;
            /** @description When it last changed. */
            updated_at: string;
        };
        /** @description A page of a channel's events. */
        ChannelEventsPage: {
            /** @description The log's epoch. Positions of another epoch are void. */
            epoch: string;
            /** @description Events in order. */
            events: components["schemas"]["PublishedEvent"][];
            /** @description Whether there are more after the last one. */
            has_more: boolean;
            /**
             * Format: int64
             * @description The log's head when the page was read: without `has_more` the reader has seen everything on this channel up to it.
             */
            head: number;
        };
        /** @description Something on a channel. */
        ChannelLine: {
            /** @description When. */
            at: string;
            /** @description The channel. */
            channel: string;
            /** @description The payload, as it was given: a string, mostly of JSON. */
            data: string;
            /** @description The event's name. */
            event: string;
            /** @description The connection that does not get it. */
            except?: string | null;
            /**
             * Format: int64
             * @description Position in the log, on tracked channels.
             */
            seq?: number | null;
            /** @description The user who sent it, on presence channels. */
            user_id?: string | null;
        };
        /** @description Some channels. */
        ChannelsPage: {
            /** @description The channels that somebody listens to, by name. */
            channels: components["schemas"]["ChannelView"][];
            /** @description Send it as `after` for the next page; absent on the last. */
            next?: string | null;
            /** @description How many there are altogether. */
            total: number;
        };
        /** @description A channel with subscribers. */
        ChannelView: {
            /** @description Whether its last event is kept for newcomers. */
            cache: boolean;
            /**
             * @description `public`, `private`, `encrypted`, `presence` or `user`.
             * @example private
             */
            kind: string;
            /** @description Its name. */
            name: string;
            /** @description Connections that listen. */
            subscriptions: number;
            /** @description Different users, on presence channels. */
            users?: number | null;
        };
        /**
         * @description Whether what a signature does not cover waits for the gateway's own answer.
         * @enum {string}
         */
        Confirm: "if_possible" | "required";
        /** @description Some connections. */
        ConnectionsPage: {
            /** @description The connections, in no particular order. */
            connections: components["schemas"]["ConnectionView"][];
            /** @description Send it as `after` for the next page; absent on the last. A page may be short, or empty, and not be the last. */
            next?: string | null;
        };
        /** @description A WebSocket of a Pusher client. */
        ConnectionView: {
            /** @description Its first 50 channels. */
            channels: string[];
            /** @description It is being closed. */
            closing: boolean;
            /** @description When something last came from it. */
            last_seen: string;
            /**
             * @description The network it comes from; a proxy's address where one is in front. Private addresses are whole.
             * @example 203.0.113.0/24
             */
            peer?: string | null;
            /** @description Bytes that wait to be sent to it. Many, for long: it does not read. */
            queue_bytes: number;
            /** @description Since when it is connected. */
            since: string;
            /**
             * @description Its public name.
             * @example 264774.13368624
             */
            socket_id: string;
            /** @description How many channels it has. */
            subscriptions: number;
            /** @description Who is signed in, or who it is on its first presence channel. */
            user_id?: string | null;
        };
        /** @description How a courier is asked. */
        CourierDraft: {
            /** @description Whether it is asked at all; true when left out. */
            enabled?: boolean;
            /**
             * Format: int64
             * @description Seconds between two questions about one parcel, 60 to 86400; 1800 when left out.
             */
            every_seconds?: number;
            /**
             * @description Headers to send, such as a key; at most 10. When a courier is changed, a header whose value is `null` keeps the
             *     value that it has.
             */
            headers?: {
                [key: string]: string | null;
            };
            /**
             * @description What orders call it, 1 to 60 characters; whatever the case.
             * @example JNE
             */
            name: string;
            /**
             * @description JSON pointer to the courier's word for where the parcel is.
             * @example /data/status
             */
            status_at: string;
            /**
             * @description JSON pointer to the courier's text.
             * @example /data/description
             */
            text_at?: string;
            /**
             * @description Where to ask; `{tracking_no}` stands for the number of the parcel.
             * @example https://api.courier.example/track/{tracking_no}
             */
            url: string;
            /**
             * @description What the courier's words mean: `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or
             *     `returned`. The usual words need not be here.
             */
            words?: {
                [key: string]: string;
            };
        };
        /** @description The couriers of an app. */
        CourierList: {
            /** @description By name. */
            couriers: components["schemas"]["CourierView"][];
        };
        /** @description A courier. */
        CourierView: {
            /** @description When it was entered. */
            created_at: string;
            /** @description Whether it is asked at all. */
            enabled: boolean;
            /**
             * Format: int64
             * @description Seconds between two questions about one parcel.
             * @example 1800
             */
            every_seconds: number;
            /** @description Names of the headers that are sent; their values are not shown. */
            headers: string[];
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /**
             * @description What orders call it.
             * @example JNE
             */
            name: string;
            /**
             * @description JSON pointer to the courier's word for where the parcel is.
             * @example /data/status
             */
            status_at: string;
            /**
             * @description JSON pointer to the courier's text, empty for none.
             * @example /data/description
             */
            text_at: string;
            /** @description When it was last changed. */
            updated_at: string;
            /**
             * @description Where to ask.
             * @example https://api.courier.example/track/{tracking_no}
             */
            url: string;
            /** @description What the courier's words mean. */
            words: {
                [key: string]: string;
            };
        };
        /** @description Who orders. */
        CustomerBody: {
            /** @description E-mail address. */
            email?: string | null;
            /**
             * @description 1 to 120 characters.
             * @example Budi
             */
            name: string;
            /** @description Telephone number. */
            phone?: string | null;
            /** @description The customer's id in the sender's system. */
            user_id?: string | null;
        };
        /** @description What changes about who orders. */
        CustomerChange: {
            /** @description E-mail address. */
            email?: string | null;
            /** @description 1 to 120 characters. */
            name?: string | null;
            /** @description Telephone number. */
            phone?: string | null;
        };
        /** @description What is decided about a case. */
        DecisionBody: {
            /**
             * @description A refund: `approved`, `refunded`, `failed` or `rejected`. A dispute: `won` or `lost`.
             * @example approved
             */
            status: string;
        };
        /** @description How the order reaches the customer. */
        DeliveryBody: {
            /** @description Where to. */
            address?: string | null;
            /** @description By when, RFC 3339. */
            due_at?: string | null;
            /**
             * @description `pickup`, `delivery` or `ship`.
             * @example pickup
             */
            type: string;
        };
        /** @description How an order reaches the customer. */
        DeliveryView: {
            /** @description Where to. */
            address?: string | null;
            /** @description By when. */
            due_at?: string | null;
            /**
             * @description `pickup`, `delivery` or `ship`.
             * @example pickup
             */
            type: string;
        };
        /** @description How to end it. */
        DisconnectBody: {
            /**
             * @description What the client is to do afterwards; it comes back at once unless this says otherwise.
             * @default at_once
             */
            reconnect?: components["schemas"]["Reconnect"];
        };
        /** @description The connection is being closed. */
        Disconnected: {
            /**
             * Format: int32
             * @description The close code that the client gets.
             * @example 4200
             */
            code: number;
        };
        /** @description An event. */
        Envelope: components["schemas"]["FlatOrder"] & {
            /** @description Who did it. */
            actor: components["schemas"]["ActorView"];
            /** @description When. */
            at: string;
            case?: components["schemas"]["CaseView"] | null;
            /**
             * @description What is other than before, for `order.updated`: `customer`, `items`, `total`, `note`, `booking`, `delivery`, `meta`,
             *     `eta` or `expires_at`.
             */
            changed?: string[] | null;
            /** @description What the app tells, for its own events. */
            data?: Record<string, never> | null;
            /** @description The log's epoch. */
            epoch: string;
            /**
             * @description Unique id; the same event has the same id wherever it is seen.
             * @example 01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f
             */
            event_id: string;
            /**
             * @description Status before, for changes of status.
             * @example placed
             */
            from?: string | null;
            /** @description An emoji for the notification. */
            icon: string;
            /**
             * @description What kind of notification it is.
             * @example order.accepted
             */
            kind: string;
            /** @description The money came in after the order had been closed; for `payment.failed`. */
            late?: boolean | null;
            /** @description Status after, in the app's own words. */
            new_status?: string | null;
            /** @description Status before, in the app's own words. */
            old_status?: string | null;
            order?: components["schemas"]["OrderView"] | null;
            payment?: components["schemas"]["PaymentNews"] | null;
            /**
             * Format: int64
             * @description On a channel: `seq` of the channel's event before this one, 0 if there was none.
             */
            prev?: number | null;
            product?: components["schemas"]["ProductView"] | null;
            /** @description Why, in somebody's words; for `stock.low`. */
            reason?: string | null;
            /** @description A bank took back money that had come in; for `payment.failed`. */
            reversed?: boolean | null;
            /**
             * Format: int64
             * @description Position in the app's log, rising by one.
             */
            seq: number;
            /**
             * @description `low`, `normal`, `high` or `critical`.
             * @example high
             */
            severity: string;
            shipment?: components["schemas"]["ShipmentNews"] | null;
            /**
             * @description `quiet`, `chime` or `ring`.
             * @example ring
             */
            sound: string;
            /**
             * Format: int32
             * @description Who is called to take it, 1 the shop, 2 the admins; for `order.unattended`.
             */
            step?: number | null;
            /**
             * @description The notification in the app's language: text.
             * @example Budi memesan #ORD-261121-7K3Q (Rp 45.000)
             */
            text: string;
            /**
             * @description The notification in the app's language: a few words, where the text does not say it all.
             * @example Pesanan baru
             */
            title?: string | null;
            /**
             * @description Status after.
             * @example accepted
             */
            to?: string | null;
            /**
             * @description What happened.
             * @example order.status.changed
             */
            type: string;
            user?: components["schemas"]["RegisteredUserView"] | null;
            /**
             * Format: int64
             * @description For how long nobody has taken the order, in seconds; for `order.unattended`.
             */
            waiting_s?: number | null;
        };
        /** @description A page of the log. */
        EventsPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description Events in order. */
            events: components["schemas"]["Envelope"][];
            /** @description Whether there are more after the last one. */
            has_more: boolean;
            /**
             * Format: int64
             * @description The log's head.
             */
            seq: number;
        };
        /** @description One field of a request that is wrong. */
        FieldProblem: {
            /**
             * @description Path of the field.
             * @example items[0].qty
             */
            field: string;
            /**
             * @description What is wrong with it, with the limit where there is one.
             * @example must be between 1 and 9999
             */
            message: string;
        };
        /** @description What was found for one field. */
        FieldReadingView: {
            /**
             * @description The field.
             * @example total
             */
            field: string;
            /**
             * @description What stands there, as JSON, shortened; `null`: nothing.
             * @example "4500000.00"
             */
            found?: string | null;
            /**
             * @description The JSON pointer, unless the field is a constant.
             * @example /booking/total_price
             */
            pointer?: string | null;
            /** @description Why it cannot be used. */
            problem?: string | null;
            /**
             * @description How it is understood.
             * @example IDR 4500000.00
             */
            value?: string | null;
        };
        /** @description An order as the screens of Laravel apps have it; see [`orderbell_store::AppWords::laravel_flat`]. */
        FlatOrder: {
            /** @description With `laravel_flat`: first day. */
            check_in?: string | null;
            /** @description With `laravel_flat`: day of leaving. */
            check_out?: string | null;
            /** @description With `laravel_flat`: the customer. */
            guest_name?: string | null;
            /** @description With `laravel_flat`: number for people. */
            order_code?: string | null;
            /** @description With `laravel_flat`: the number in the system that the order came from, or its uid. */
            order_id?: string | null;
            /** @description With `laravel_flat`: status, in the app's own words. */
            status?: string | null;
            /**
             * Format: double
             * @description With `laravel_flat`: to pay, in major units.
             * @example 4500000
             */
            total_price?: number | null;
            /** @description With `laravel_flat`: what was booked. */
            villa_name?: string | null;
        };
        /** @description Limits of a flow; what is `null` or left out has no limit. */
        FlowDeadlines: {
            /**
             * Format: int32
             * @description Seconds from placing until the admins are called; where there is none they are called at the limit.
             * @default null
             * @example 300
             */
            accept_alarm_seconds?: number | null;
            /**
             * Format: int32
             * @description Seconds from placing until taking the order is overdue.
             * @default null
             * @example 600
             */
            accept_limit_seconds?: number | null;
            /**
             * Format: int32
             * @description Seconds from placing until the shop is called to take the order, 10 to 5184000.
             * @default null
             * @example 180
             */
            accept_warn_seconds?: number | null;
            /**
             * Format: int32
             * @description Days after check-out, or after the parcel was handed over, until the order completes by itself; 0 to 365.
             * @default null
             */
            auto_complete_days?: number | null;
            /**
             * @description Whether an order is declined at the limit.
             * @default false
             */
            auto_decline?: boolean;
            /**
             * Format: int32
             * @description Seconds from creation until an unpaid order expires, 60 to 5184000.
             * @default 86400
             * @example 900
             */
            pay_seconds?: number;
        };
        /** @description The flows of an app. */
        FlowList: {
            /**
             * @description At least one, at most 20; the first is that of orders which name none. Orders of a flow that is not here any more
             *     go by the first.
             */
            flows: components["schemas"]["FlowSettings"][];
        };
        /** @description One way of working. */
        FlowSettings: {
            /** @description Whether an order is completed when its courier reports it delivered. */
            completes_on_delivery?: boolean;
            /** @description How long each wait may take. */
            deadlines?: components["schemas"]["FlowDeadlines"];
            /** @description Whether completing means that the goods arrived. */
            delivers?: boolean;
            /**
             * @description Steps that only exist for an order which is brought or sent to the customer.
             * @example []
             */
            delivery_steps?: string[];
            /** @description Names of statuses that differ from the usual ones, by status. */
            labels?: {
                [key: string]: components["schemas"]["LabelTexts"];
            };
            /**
             * @description What orders refer to it by; 1 to 40 characters of `a-z0-9_-`.
             * @example restaurant
             */
            name: string;
            /** @description Whether somebody has to accept an order; where not, having seen it silences its alarm for good. */
            needs_accept?: boolean;
            /**
             * @description The steps after `placed`, in this order: a choice of `accepted`, `preparing`, `ready`, `shipped`, and `completed`.
             * @example [
             *       "accepted",
             *       "ready",
             *       "completed"
             *     ]
             */
            steps: string[];
        };
        /** @description What the dashboard needs to know of a flow to offer the right buttons. */
        FlowView: {
            /** @description Steps that only exist for an order which is brought or sent to the customer. */
            delivery_steps: string[];
            /** @description What every status is called in this flow. */
            labels: {
                [key: string]: components["schemas"]["LabelTexts"];
            };
            /**
             * @description Name, as in `order.flow`.
             * @example restaurant
             */
            name: string;
            /** @description Whether a new order must be accepted or declined by a person. */
            needs_accept: boolean;
            /** @description Statuses that the flow goes through, in order. */
            steps: string[];
        };
        /**
         * @description The account as it should be.
         * @example {
         *       "client_key": "SB-Mid-client-61XuGAwQ8Bj8LxSS",
         *       "environment": "sandbox",
         *       "server_key": "SB-Mid-server-GwUP_WGbJPXsDzsNEBRs8IYA"
         *     }
         */
        GatewayBody: {
            /** @description Where to ask instead of at Midtrans, for tests. The same rules as for webhooks say where it may be. */
            base_url?: string | null;
            /** @description The client key. */
            client_key?: string | null;
            /** @description Whether new payment links are made with it; true when left out. */
            enabled?: boolean;
            /** @description `sandbox` or `production`. */
            environment: string;
            /** @description The merchant id. */
            merchant_id?: string | null;
            /**
             * @description The server key from Midtrans' dashboard. May be left out to keep the one that is there, while environment and
             *     address stay the same.
             */
            server_key?: string | null;
        };
        /** @description Whether the account works. */
        GatewayCheck: {
            /**
             * @description What was found, and what to do about it.
             * @example midtrans accepts the server key
             */
            detail: string;
            /**
             * @description `accepted`, `refused` (the key or the address is wrong), or `unknown` (the gateway gave no usable answer now).
             * @example accepted
             */
            result: string;
        };
        /** @description The account of an app at a payment gateway. Its server key is not shown. */
        GatewayView: {
            /** @description Where it is asked instead of at Midtrans. */
            base_url?: string | null;
            /**
             * @description The public key, for the app's own pages.
             * @example SB-Mid-client-61XuGAwQ8Bj8LxSS
             */
            client_key?: string | null;
            /** @description When it was set up. */
            created_at: string;
            /** @description Whether new payment links are made with it. */
            enabled: boolean;
            /**
             * @description `sandbox` or `production`.
             * @example sandbox
             */
            environment: string;
            /**
             * @description The gateway's number for the shop.
             * @example G141532850
             */
            merchant_id?: string | null;
            /**
             * @description The gateway, as payments name it.
             * @example midtrans
             */
            provider: string;
            /** @description When it was last changed. */
            updated_at: string;
        };
        /**
         * @description Which event: one that was seen, or one that is given.
         * @example {
         *       "channel": "admin.orders",
         *       "event": "App\\Events\\OrderCreated"
         *     }
         */
        GuessBody: {
            /** @description The channel, or the beginning of such channels and `*`. */
            channel: string;
            /** @description Its data in examples; those that were seen when left out. */
            data?: string[];
            /** @description The event's name as triggered. */
            event: string;
        };
        /** @description Where a field seems to be. */
        GuessedFieldView: {
            /**
             * Format: int32
             * @description How sure, 0 to 100.
             */
            confidence: number;
            /**
             * @description The field.
             * @example ext_id
             */
            field: string;
            /**
             * @description The pointer.
             * @example /booking/id
             */
            pointer: string;
            /** @description Why. */
            reason: string;
        };
        /** @description A proposal. */
        GuessView: {
            /**
             * Format: int32
             * @description How sure it is, 0 to 100; 0: something that is needed was not found.
             */
            confidence: number;
            /** @description Why each field. */
            fields: components["schemas"]["GuessedFieldView"][];
            /** @description The mapping. */
            mapping: components["schemas"]["Mapping"];
            /** @description What a person should look at. */
            notes: string[];
            /** @description Why this kind of event. */
            reason: string;
            /** @description The words for statuses that were seen. */
            words: components["schemas"]["SeenWordView"][];
        };
        /** @description A line of the order. */
        ItemBody: {
            /**
             * @description 1 to 120 characters.
             * @example Nasi goreng
             */
            name: string;
            /** @description Choices, as one text. */
            options?: string | null;
            /**
             * Format: int64
             * @description 1 to 9999.
             * @example 2
             */
            qty: number;
            /** @description Stock keeping unit. */
            sku?: string | null;
            total?: components["schemas"]["Money"] | null;
            /** @description Price of one. */
            unit_price: components["schemas"]["Money"];
        };
        /** @description A line of an order. */
        ItemView: {
            /**
             * @description What.
             * @example Nasi goreng
             */
            name: string;
            /** @description Choices, as one text. */
            options?: string | null;
            /**
             * Format: int32
             * @description How many.
             * @example 2
             */
            qty: number;
            /** @description Stock keeping unit. */
            sku?: string | null;
            /**
             * Format: int64
             * @description Price of all, in minor units.
             */
            total: number;
            /**
             * @description Price of all, for people.
             * @example Rp 45.000
             */
            total_display: string;
            /**
             * Format: int64
             * @description Price of one, in minor units.
             */
            unit_price: number;
        };
        /** @description A page of jobs. */
        JobsPage: {
            /** @description Jobs, the last added first. */
            jobs: components["schemas"]["JobView"][];
            /**
             * Format: int64
             * @description Send it as `before` for the next page; `null` on the last one.
             */
            next?: number | null;
        };
        /** @description Something that the server does by itself. */
        JobView: {
            /**
             * Format: int32
             * @description How often it was begun.
             */
            attempts: number;
            /** @description Whether it can be taken back. */
            can_cancel: boolean;
            /** @description Whether it can be begun now. */
            can_retry: boolean;
            /** @description When it was added. */
            created_at: string;
            /** @description When it is to be done; for one that was given up, when that was. */
            due_at: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /**
             * @description Which work it is.
             * @example order.expire
             */
            kind: string;
            /** @description Why it did not succeed the last time. */
            last_error?: string | null;
            /**
             * @description Code of the order that it is about.
             * @example ORD-261121-7K3Q
             */
            order_code?: string | null;
            /** @description Id of the order that it is about. */
            order_uid?: string | null;
            /**
             * @description Our reference of the payment that it is about.
             * @example ORD-261121-7K3Q-1
             */
            payment_reference?: string | null;
            /**
             * @description `ready`: to be done from `due_at` on; `parked`: after another one; `running`; `failed`: given up.
             * @example ready
             */
            state: string;
        };
        /** @description A key to be made. */
        KeyDraft: {
            /**
             * @description What people call it, 1 to 60 characters.
             * @example web shop
             */
            label: string;
        };
        /** @description The name of a status in each language, 1 to 40 characters. */
        LabelTexts: {
            /**
             * @description English.
             * @example Picked up
             */
            en: string;
            /**
             * @description Indonesian.
             * @example Sudah diambil
             */
            id: string;
        };
        /**
         * @description How an app's event becomes a change of an order.
         * @example {
         *       "as": "order.upsert",
         *       "channel": "admin.orders",
         *       "event": [
         *         "App\\Events\\OrderCreated",
         *         "order.created"
         *       ],
         *       "set": {
         *         "customer_name": "/booking/guest_name",
         *         "ext_id": "/booking/id",
         *         "status": "/booking/status",
         *         "total": "/booking/total_price",
         *         "vendor_id": {
         *           "value": "main"
         *         }
         *       },
         *       "status_map": {
         *         "pending": "placed"
         *       },
         *       "unit": "major"
         *     }
         */
        Mapping: {
            /** @description `order.upsert`, `order.status`, `payment`, `shipment`, `stock` or `user`. */
            as: string;
            /** @description Only on this channel, or on those that begin so where it ends in `*`; on all when left out. */
            channel?: string | null;
            /** @description Names of the events as they are triggered, at most 20. */
            event: string[];
            /** @description Where each field comes from: a JSON pointer into the event's data, or `{"value": …}`. */
            set: {
                [key: string]: Record<string, never>;
            };
            /** @description How the system is called in `source`; `app` when left out. */
            source?: string | null;
            /** @description The app's words for statuses, and ours. */
            status_map?: {
                [key: string]: string;
            };
            /** @description `major`: 150000 is Rp 150.000 (the default); `minor`: 15000000 is. */
            unit?: string;
        };
        /** @description A mapping to be made. */
        MappingDraft: {
            /** @description Whether events are read with it; true when left out. */
            enabled?: boolean;
            /** @description The mapping. */
            mapping: components["schemas"]["Mapping"];
        };
        /** @description The mappings of an app. */
        MappingList: {
            /** @description Oldest first. */
            mappings: components["schemas"]["MappingView"][];
        };
        /** @description What came of the last events. */
        MappingLog: {
            /** @description Newest first, at most 200. */
            entries: components["schemas"]["MappingLogEntryView"][];
        };
        /** @description What came of an event. */
        MappingLogEntryView: {
            /** @description When. */
            at: string;
            /** @description The channel. */
            channel: string;
            /** @description The event's data, where it failed. */
            data?: string | null;
            /** @description Why, where nothing was changed. */
            detail?: string | null;
            /** @description The event's name. */
            event: string;
            /**
             * Format: int64
             * @description Its number, rising.
             */
            id: number;
            /**
             * Format: int64
             * @description The mapping, which may be gone.
             */
            mapping_id: number;
            /** @description The uid of the order that it was about. */
            order?: string | null;
            /** @description The code of that order. */
            order_code?: string | null;
            /** @description `applied`, `unchanged`, `ignored` or `failed`. */
            outcome: string;
        };
        /** @description What is to be changed of a mapping; what is left out stays. */
        MappingPatch: {
            /** @description Whether events are read with it. */
            enabled?: boolean | null;
            mapping?: components["schemas"]["Mapping"] | null;
        };
        /** @description A mapping with what came of it. */
        MappingView: {
            /**
             * Format: int64
             * @description Events that changed something.
             */
            applied: number;
            /** @description When it was made. */
            created_at: string;
            /** @description Whether events are read with it. */
            enabled: boolean;
            /**
             * Format: int64
             * @description Events that could not be read or were refused.
             */
            failed: number;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /**
             * Format: int64
             * @description Events that were late.
             */
            ignored: number;
            /** @description The mapping. */
            mapping: components["schemas"]["Mapping"];
            /**
             * Format: int64
             * @description Events that said what was known already.
             */
            unchanged: number;
            /** @description When it was last changed. */
            updated_at: string;
        };
        Money: {
            amount: number;
            currency: string;
        } | string;
        /** @description An app that was just made. */
        NewAppView: {
            /** @description The app. */
            app: components["schemas"]["AppDetail"];
            /** @description Its first key. The secret is shown this once. */
            key: components["schemas"]["SecretView"];
            /**
             * @description The link by which its owner sets it up; works once, for half an hour.
             * @example https://orders.example.com/setup/3fJ0…
             */
            setup_link: string;
        };
        /**
         * @description An order to record.
         * @example {
         *       "customer": {
         *         "name": "Budi",
         *         "phone": "+628123456789"
         *       },
         *       "flow": "restaurant",
         *       "items": [
         *         {
         *           "name": "Nasi goreng",
         *           "qty": 2,
         *           "unit_price": "22500"
         *         }
         *       ],
         *       "pay_later": true
         *     }
         */
        OrderBody: {
            booking?: components["schemas"]["BookingBody"] | null;
            /**
             * @description Number for people; made up by the server when absent.
             * @example ORD-261121-7K3Q
             */
            code?: string | null;
            /**
             * @description ISO 4217 code; the app's currency when absent.
             * @example IDR
             */
            currency?: string | null;
            /** @description Who orders. */
            customer: components["schemas"]["CustomerBody"];
            delivery?: components["schemas"]["DeliveryBody"] | null;
            discount?: components["schemas"]["Money"] | null;
            /** @description When an unpaid order expires, RFC 3339; by the flow's deadline when absent. */
            expires_at?: string | null;
            /** @description The order's number there. A second order with the same `source` and `ext_id` is refused with 409. */
            ext_id?: string | null;
            /** @description `shop`, `restaurant` or `booking`; the app's first flow when absent. */
            flow?: string | null;
            /** @description What is ordered, 1 to 200 lines. */
            items: components["schemas"]["ItemBody"][];
            /** @description Anything else, kept and given back as it is; at most 8 KiB. */
            meta?: {
                [key: string]: unknown;
            } | null;
            /** @description A note for the people who make the order, at most 1000 characters. */
            note?: string | null;
            /** @description Paid already, in full. Such an order rings at once. */
            paid?: boolean;
            /** @description Paid later: cash, on delivery, or by a transfer that staff confirm. Such an order rings at once. */
            pay_later?: boolean;
            shipping?: components["schemas"]["Money"] | null;
            /** @description Where the order comes from, `api` when absent. */
            source?: string | null;
            subtotal?: components["schemas"]["Money"] | null;
            tax?: components["schemas"]["Money"] | null;
            total?: components["schemas"]["Money"] | null;
            /** @description The vendor that handles it. */
            vendor_id?: string | null;
        };
        /** @description Which order something belongs to. */
        OrderBrief: {
            /**
             * @description Number for people.
             * @example ORD-261121-7K3Q
             */
            code: string;
            /**
             * @description ISO 4217 code of its amounts, and of those that belong to it.
             * @example IDR
             */
            currency: string;
            /**
             * @description Customer's name.
             * @example Budi
             */
            customer_name: string;
            /**
             * @description `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`.
             * @example paid
             */
            payment_status: string;
            /**
             * @description Status, in Orderbell's words.
             * @example placed
             */
            status_canonical: string;
            /**
             * @description Status for people, in the app's language.
             * @example Pesanan masuk
             */
            status_label: string;
            /**
             * Format: int64
             * @description To pay, in minor units.
             * @example 4500000
             */
            total: number;
            /**
             * @description To pay, for people.
             * @example Rp 45.000
             */
            total_display: string;
            /**
             * @description Unique id.
             * @example 01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f
             */
            uid: string;
            /**
             * @description Its page on the dashboard.
             * @example /orders/ORD-261121-7K3Q
             */
            url: string;
            /** @description Vendor that handles it. */
            vendor_id?: string | null;
            /**
             * Format: int64
             * @description Rises by one with every change.
             */
            version: number;
        };
        /** @description An order after something was done with it. */
        OrderChanged: {
            /**
             * @description Who had done it before, when the order already was as asked.
             * @example Dewi
             */
            already_by?: string | null;
            /** @description The log's epoch. */
            epoch: string;
            /**
             * @description Why a report of another system was not believed: `older`, a newer one came before it, or `goes_back`, it leads
             *     back and does not say that it is newer. Nothing was recorded then.
             */
            ignored?: string | null;
            /**
             * @description For a new order: the token by which its customer follows it without an account, at `/ws`, `/v1/stream` and
             *     `/broadcasting/auth`. It is not shown again, except to a repetition of the same request.
             * @example q83vEjRWeJCrze8SNFZ4kA
             */
            link_token?: string | null;
            /** @description The order as it is now. */
            order: components["schemas"]["OrderView"];
            /**
             * Format: int64
             * @description `seq` of the last event that this request wrote; `null` if it changed nothing.
             */
            seq?: number | null;
        };
        /** @description One order, at a position of the event log. */
        OrderPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description The order. */
            order: components["schemas"]["OrderView"];
            /**
             * Format: int64
             * @description The log's head when the order was read.
             */
            seq: number;
        };
        /** @description A page of orders. */
        OrdersPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description Send it as `after` for the next page; `null` on the last one. */
            next?: string | null;
            /** @description Orders in the order that was asked for. They may be fewer than `limit`, even none, and not all. */
            orders: components["schemas"]["OrderView"][];
            /**
             * Format: int64
             * @description The log's head when the orders were read.
             */
            seq: number;
        };
        /** @description An order. */
        OrderView: {
            /** @description When somebody saw it. */
            ack_at?: string | null;
            /** @description Who saw it. */
            ack_by?: string | null;
            booking?: components["schemas"]["BookingView"] | null;
            /** @description Refunds and disputes, oldest first. */
            cases: components["schemas"]["CaseView"][];
            /** @description When it ended. */
            closed_at?: string | null;
            /**
             * @description Number for people.
             * @example ORD-261121-7K3Q
             */
            code: string;
            /**
             * @description Which counter of `/v1/stats` the order is in.
             * @example pending
             */
            counter: string;
            /** @description Courier, once shipped. */
            courier?: string | null;
            /** @description When it was made. */
            created_at: string;
            /**
             * @description ISO 4217 code of every amount in the order.
             * @example IDR
             */
            currency: string;
            /** @description Customer's e-mail address. */
            customer_email?: string | null;
            /**
             * @description Customer's name.
             * @example Budi
             */
            customer_name: string;
            /** @description Customer's telephone number. */
            customer_phone?: string | null;
            delivery?: components["schemas"]["DeliveryView"] | null;
            /**
             * Format: int64
             * @description Taken off, in minor units.
             */
            discount: number;
            /** @description When it is expected to be ready or delivered. */
            eta?: string | null;
            /** @description When an unpaid order expires. */
            expires_at?: string | null;
            /** @description The number in that system. */
            ext_id?: string | null;
            /**
             * @description The flow that decides which steps there are.
             * @example restaurant
             */
            flow: string;
            /** @description What was ordered. */
            items: components["schemas"]["ItemView"][];
            /** @description Whether there are more items than are shown here. */
            items_truncated: boolean;
            /** @description Whether nobody has seen it yet. */
            needs_ack: boolean;
            /** @description Note for the people who make the order. */
            note?: string | null;
            /** @description The number in the system that the order came from, or `uid`. */
            order_id: string;
            /**
             * Format: int64
             * @description Paid so far, in minor units.
             */
            paid: number;
            /** @description Whether it is paid on delivery or at the counter. */
            pay_later: boolean;
            /**
             * @description `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`.
             * @example unpaid
             */
            payment_status: string;
            /** @description Every attempt to pay, oldest first. */
            payments: components["schemas"]["PaymentView"][];
            /**
             * @description `unpaid`, `new`, `active`, `done` or `closed`.
             * @example new
             */
            phase: string;
            /** @description When it was placed, which is when it may first ring. */
            placed_at?: string | null;
            /** @description Why it was declined or cancelled. */
            reason?: string | null;
            /**
             * Format: int64
             * @description How much of that has gone back, in minor units.
             */
            refunded: number;
            /** @description It rings from this time on; `null`: it does not ring. */
            rings_at?: string | null;
            shipment?: components["schemas"]["ShipmentView"] | null;
            /**
             * Format: int64
             * @description Shipping, in minor units.
             */
            shipping: number;
            /**
             * @description The system that the order came from.
             * @example api
             */
            source: string;
            /**
             * @description Status, in the app's own words where it has some.
             * @example placed
             */
            status: string;
            /** @description Who brought it into its status. */
            status_by: components["schemas"]["StatusBy"];
            /**
             * @description Status, in Orderbell's words.
             * @example placed
             */
            status_canonical: string;
            /**
             * @description Status for people, in the app's language.
             * @example Pesanan masuk
             */
            status_label: string;
            /**
             * Format: int64
             * @description Sum of the items, in minor units.
             */
            subtotal: number;
            /**
             * Format: int64
             * @description Tax, in minor units.
             */
            tax: number;
            /**
             * Format: int64
             * @description To pay, in minor units.
             * @example 4500000
             */
            total: number;
            /**
             * @description To pay, for people.
             * @example Rp 45.000
             */
            total_display: string;
            /** @description Tracking number, once shipped. */
            tracking_no?: string | null;
            /**
             * @description Unique id.
             * @example 01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f
             */
            uid: string;
            /** @description When it last changed. */
            updated_at: string;
            /**
             * @description Its page on the dashboard.
             * @example /orders/ORD-261121-7K3Q
             */
            url: string;
            /** @description Vendor that handles it. */
            vendor_id?: string | null;
            /**
             * @description What that vendor is called, if it is known.
             * @example Warung Sari
             */
            vendor_name?: string | null;
            /**
             * Format: int64
             * @description Rises by one with every change. Keep the order with the higher version.
             */
            version: number;
        };
        /** @description What a check found. */
        Part: {
            /**
             * Format: double
             * @description How long it took, where that means something.
             */
            milliseconds?: number | null;
            /**
             * @description What was checked: `store_write`, `store_read`, `round_trip`, `relay`, `disk`, or `checks` when they stand still.
             * @example round_trip
             */
            name: string;
            /** @description Whether it works. */
            ok: boolean;
            /** @description What is wrong. */
            problem?: string | null;
        };
        /**
         * @description A payment of an order, as it is now.
         * @example {
         *       "amount": "45000",
         *       "method": "QRIS",
         *       "provider": "midtrans",
         *       "ref": "ORD-261121-7K3Q-1",
         *       "status": "paid"
         *     }
         */
        PaymentBody: {
            amount?: components["schemas"]["Money"] | null;
            /** @description ISO 4217 code of an amount that names none; the app's currency when absent. */
            currency?: string | null;
            /** @description How it is paid, for people; up to 40 characters. */
            method?: string | null;
            /** @description The gateway, 1 to 40 characters. */
            provider: string;
            /**
             * @description Your reference for the payment at the gateway, 1 to 120 characters. A second report with the same reference is
             *     about the same payment.
             */
            ref: string;
            /** @description `pending`, `review`, `paid`, `failed`, `expired` or `cancelled`. */
            status: string;
            /** @description The gateway's own id. */
            transaction?: string | null;
        };
        /** @description A payment with its order. */
        PaymentEntry: {
            /** @description Its order. */
            order: components["schemas"]["OrderBrief"];
            /** @description The attempt to pay. */
            payment: components["schemas"]["PaymentView"];
        };
        /** @description By which right; nothing for those who are signed in or have an API key. */
        PaymentLinkBody: {
            /**
             * @description The order's `link_token`, from its customer. The order has to be named by its uid then.
             * @default null
             * @example q83vEjRWeJCrze8SNFZ4kA
             */
            token?: string | null;
        };
        /**
         * @description A link.
         * @example {
         *       "payment": {
         *         "amount": 4500000,
         *         "currency": "IDR",
         *         "expires_at": "2026-11-22T03:04:05Z",
         *         "provider": "midtrans",
         *         "reference": "ORD-261121-7K3Q-1",
         *         "token": "66e4fa55-fdac-4ef9-91b5-733b97d1b862",
         *         "url": "https://app.sandbox.midtrans.com/snap/v4/redirection/66e4fa55-fdac-4ef9-91b5-733b97d1b862"
         *       }
         *     }
         */
        PaymentLinkPage: {
            /** @description The payment that is made on it. */
            payment: components["schemas"]["PaymentLinkView"];
        };
        /** @description A payment that waits to be made. */
        PaymentLinkView: {
            /**
             * Format: int64
             * @description How much, in minor units.
             */
            amount: number;
            /** @description ISO 4217 code. */
            currency: string;
            /** @description Until when it can be paid. */
            expires_at: string;
            /** @description The gateway. */
            provider: string;
            /** @description Our reference for it at the gateway. */
            reference: string;
            /** @description What Midtrans' `snap.js` opens the same page with inside a page of the app. */
            token: string;
            /** @description The page. */
            url: string;
        };
        /** @description What an event says about the payment that it is about. */
        PaymentNews: {
            /**
             * Format: int64
             * @description How much, in minor units.
             */
            amount: number;
            /** @description How it is paid, for people. */
            method?: string | null;
            /** @description Where it was; `null` for one that is new. */
            previous?: string | null;
            /** @description The gateway, such as `midtrans`. */
            provider: string;
            /** @description Our reference at the gateway. */
            ref: string;
            /** @description Who found out: `webhook`, `recovery` or `staff`. */
            source: string;
            /** @description Where it is. */
            status: string;
        };
        /** @description One payment. */
        PaymentPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description Its order. */
            order: components["schemas"]["OrderBrief"];
            /** @description The attempt to pay. */
            payment: components["schemas"]["PaymentView"];
            /**
             * Format: int64
             * @description The log's head when the payment was read.
             */
            seq: number;
        };
        /** @description A page of payments. */
        PaymentsPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description Send it as `after` for the next page; `null` on the last one. */
            next?: string | null;
            /** @description Payments, the last begun first. */
            payments: components["schemas"]["PaymentEntry"][];
            /**
             * Format: int64
             * @description The log's head when the payments were read.
             */
            seq: number;
        };
        /** @description An attempt to pay. */
        PaymentView: {
            /**
             * Format: int64
             * @description How much, in minor units.
             * @example 4500000
             */
            amount: number;
            /** @description When it was begun. */
            created_at: string;
            /**
             * @description How it is paid, for people.
             * @example BCA virtual account
             */
            method?: string | null;
            /**
             * @description The gateway, such as `midtrans`.
             * @example midtrans
             */
            provider: string;
            /**
             * @description Our reference at the gateway.
             * @example ORD-261121-7K3Q-1
             */
            ref: string;
            /** @description Whether the money had come in and was taken back. */
            reversed: boolean;
            /**
             * @description `pending`, `review`, `paid`, `failed`, `expired` or `cancelled`.
             * @example paid
             */
            status: string;
            /** @description When it last changed. */
            updated_at: string;
        };
        /** @description An error of the HTTP API, as `application/problem+json`. */
        Problem: {
            /**
             * @description Stable identifier of the kind of error.
             * @example validation_failed
             */
            code: string;
            /** @description What happened here and what to do about it. */
            detail: string;
            /** @description The log's epoch, when positions of the log are the matter. */
            epoch?: string | null;
            /** @description Every field that is wrong, for errors about a body. */
            errors?: components["schemas"]["FieldProblem"][];
            order?: components["schemas"]["OrderView"] | null;
            /**
             * Format: int32
             * @description HTTP status code, repeated for readers who see the body only.
             * @example 422
             */
            status: number;
            /**
             * @description The kind of error in a few words.
             * @example The request is not valid
             */
            title: string;
        };
        /**
         * @description What is told of a product. What is left out stays as it is; of a new product it is empty.
         * @example {
         *       "low_at": 5,
         *       "name": "Nasi goreng",
         *       "price": "25000",
         *       "sku": "NG-1",
         *       "stock": 20
         *     }
         */
        ProductBody: {
            /** @description ISO 4217 code of the price; that of the app when left out. */
            currency?: string | null;
            /** @description Its id in the system that it comes from, up to 120 characters. */
            ext_id?: string | null;
            /**
             * Format: int64
             * @description It is low with fewer pieces than this; 5 for a new product.
             */
            low_at?: number | null;
            /** @description What it is called, 1 to 120 characters; required for a new product. */
            name?: string | null;
            price?: components["schemas"]["Money"] | null;
            /** @description The shop's number for it, 1 to 64 characters, unique in the app: required where it does not stand in the path. */
            sku?: string | null;
            /**
             * Format: int64
             * @description Pieces left; `null` where nobody counts.
             */
            stock?: number | null;
            /** @description Who sells it. Vendors sell for themselves. */
            vendor_id?: string | null;
        };
        /** @description A product after something was done with it. */
        ProductChanged: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description The product as it is now. */
            product: components["schemas"]["ProductView"];
            /**
             * Format: int64
             * @description `seq` of `stock.low`, if the product has just become low.
             */
            seq?: number | null;
        };
        /** @description One product, at a position of the event log. */
        ProductPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description The product. */
            product: components["schemas"]["ProductView"];
            /**
             * Format: int64
             * @description The log's head when the product was read.
             */
            seq: number;
        };
        /** @description A page of products. */
        ProductsPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description Send it as `after` for the next page; `null` on the last one. */
            next?: string | null;
            /** @description Products, in the order of their skus. */
            products: components["schemas"]["ProductView"][];
            /**
             * Format: int64
             * @description The log's head when the products were read.
             */
            seq: number;
        };
        /** @description Something that is sold. */
        ProductView: {
            /** @description When it was made. */
            created_at: string;
            /**
             * @description ISO 4217 code of the price.
             * @example IDR
             */
            currency?: string | null;
            /** @description Its id in the system that it comes from. */
            ext_id?: string | null;
            /**
             * @description Unique id.
             * @example 01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f
             */
            id: string;
            /** @description Whether it is low. */
            low: boolean;
            /**
             * Format: int64
             * @description It is low with fewer pieces than this.
             * @example 5
             */
            low_at: number;
            /** @description Since when it has been low. */
            low_since?: string | null;
            /**
             * @description What it is called.
             * @example Nasi goreng
             */
            name: string;
            /**
             * Format: int64
             * @description What one costs, in minor units.
             * @example 2500000
             */
            price?: number | null;
            /**
             * @description What one costs, for people.
             * @example Rp 25.000
             */
            price_display?: string | null;
            /**
             * @description The shop's number for it.
             * @example NG-1
             */
            sku: string;
            /**
             * Format: int64
             * @description Pieces left; `null` where nobody counts. Below zero when more was sold than there was.
             * @example 4
             */
            stock?: number | null;
            /** @description When it last changed. */
            updated_at: string;
            /**
             * @description Who sells it; `null`: everybody, or nobody in particular.
             * @example 7
             */
            vendor_id?: string | null;
            /**
             * Format: int64
             * @description Rises by one with every change. Keep the product with the higher version.
             */
            version: number;
        };
        /**
         * @description How an HMAC is written.
         * @enum {string}
         */
        ProofEncoding: "hex" | "base64";
        /**
         * @description The hash of an HMAC.
         * @enum {string}
         */
        ProofHash: "sha1" | "sha256" | "sha512";
        /** @description How a generic source proves who it is. */
        ProofScheme: {
            /**
             * @description Its name.
             * @example x-callback-token
             */
            header: string;
            /** @enum {string} */
            kind: "token";
        } | {
            /** @description How it is written. */
            encoding?: components["schemas"]["ProofEncoding"];
            /** @description With which hash. */
            hash?: components["schemas"]["ProofHash"];
            /**
             * @description Its name.
             * @example x-signature
             */
            header: string;
            /** @enum {string} */
            kind: "hmac";
            /** @description What stands in front of it, such as `sha256=`; up to 40 characters. */
            prefix?: string;
        };
        /**
         * @description A system whose reports are understood.
         * @enum {string}
         */
        Provider: "midtrans" | "stripe" | "shopify" | "woocommerce" | "standard" | "generic";
        /** @description An event as the channel's subscribers got it. */
        PublishedEvent: {
            /** @description The payload, byte for byte: text, which mostly is JSON. */
            data: string;
            /**
             * @description Name of the event.
             * @example order.created
             */
            event: string;
            /**
             * Format: int64
             * @description `seq` of the channel's event before this one; 0 if there was none, or none that is kept.
             */
            prev: number;
            /**
             * Format: int64
             * @description Position in the app's log.
             */
            seq: number;
        };
        /** @description The state of the server with what it follows from. */
        Readiness: {
            /**
             * Format: double
             * @description Age of the checks below, in seconds; absent before the first.
             */
            checked_seconds_ago?: number | null;
            /** @description The checks. */
            parts: components["schemas"]["Part"][];
            /** @description In one word. */
            status: components["schemas"]["Status"];
            /** @description The program's version. */
            version: string;
        };
        /** @description Who asks, once more. */
        Reauthentication: {
            /** @description The password of the person who is signed in. Programs of operators need none. */
            password?: string | null;
        };
        /** @description A page of receipts. */
        ReceiptPage: {
            /**
             * Format: int64
             * @description With this as `before` comes the next page; `null` when there is none.
             */
            next?: number | null;
            /** @description The latest first. */
            receipts: components["schemas"]["ReceiptView"][];
        };
        /** @description Something that was reported. */
        ReceiptView: {
            /** @description Its body as received. Left out of lists. */
            body?: string | null;
            /** @description Equal for repeats of one report. */
            dedupe_key: string;
            /** @description Why, or what it waits for. */
            detail: string;
            /** @description Its headers, without those that prove who sent it. Left out of lists. */
            headers?: [
                string,
                string
            ][] | null;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description The order that it is about, where that is known. */
            order_id?: string | null;
            /**
             * @description `applied`, `ignored`, `unmatched`, `pending` or `failed`.
             * @example applied
             */
            outcome: string;
            /** @description When it came in first. */
            received_at: string;
            /** @description When it came again last. */
            repeated_at?: string | null;
            /**
             * Format: int64
             * @description How often it came again.
             */
            repeats: number;
            /** @description When that was decided last. */
            settled_at?: string | null;
        };
        /**
         * @description What the client is to do afterwards.
         * @enum {string}
         */
        Reconnect: "at_once" | "later" | "never";
        /** @description The latest refusals. */
        RefusalsPage: {
            /** @description The newest first; at most a hundred of each kind, and none from before the server's start. */
            refusals: components["schemas"]["RefusalView"][];
        };
        /** @description Something that was refused. */
        RefusalView: {
            /** @description When. */
            at: string;
            /** @description The channel that was asked for. */
            channel?: string | null;
            /**
             * @description A stable name of the reason.
             * @example channel_data_not_signed
             */
            code: string;
            /**
             * @description `connection`, `subscription` or `request`.
             * @example subscription
             */
            kind: string;
            /** @description The network that it came from. */
            peer?: string | null;
            /** @description The reason, and what to change. */
            reason: string;
            /** @description The connection that asked. */
            socket_id?: string | null;
        };
        /** @description Requests of a source that were refused. */
        RefusedView: {
            /** @description When the latest was. */
            at: string;
            /**
             * Format: int64
             * @description How many since the server's start.
             */
            count: number;
            /**
             * @description Why.
             * @example the signature does not match: check that the secret configured here is the provider's
             */
            reason: string;
        };
        /** @description An account in the app, as far as it has told. */
        RegisteredUserView: {
            /**
             * @description Their e-mail address.
             * @example budi@example.com
             */
            email?: string | null;
            /**
             * @description The app's own id for it, the `customer_user_id` of its orders.
             * @example 4711
             */
            id: string;
            /**
             * @description What they are called.
             * @example Budi
             */
            name: string;
            /** @description Their telephone number. */
            phone?: string | null;
            /** @description When they were first told of. */
            registered_at: string;
            /** @description When what is known of them last changed. */
            updated_at: string;
        };
        /** @description What came of the events. */
        ReportAnswer: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description For each event, in their order. */
            results: components["schemas"]["ReportedResult"][];
        };
        /**
         * @description Events to be reported: one, or up to 100 under `events`.
         * @example {
         *       "data": {
         *         "name": "Nasi goreng",
         *         "sku": "NG-1",
         *         "stock": 4
         *       },
         *       "type": "stock.low"
         *     }
         */
        ReportBody: {
            /** @description See there. */
            data?: Record<string, never> | null;
            /** @description Several events, in the order in which they happened. */
            events?: components["schemas"]["ReportedEvent"][] | null;
            /** @description See there. */
            text?: string | null;
            /** @description What happened, for a single event. */
            type?: string | null;
            /** @description See there. */
            vendor_id?: string | null;
        };
        /**
         * @description Something that happened.
         * @example {
         *       "data": {
         *         "email": "budi@example.com",
         *         "id": "4711",
         *         "name": "Budi"
         *       },
         *       "type": "user.registered"
         *     }
         */
        ReportedEvent: {
            /** @description What there is to tell; at most 8192 bytes for events of the app's own. */
            data?: Record<string, never>;
            /** @description One line for people, up to 300 characters; for events of the app's own. */
            text?: string | null;
            /**
             * @description `stock.low` or `stock.changed` (data: `sku`, `stock`; for a product that is not known yet `name` too; also `price`,
             *     `currency`, `low_at`, `vendor_id`, `ext_id`), `user.registered` (data as for `POST /v1/users`), `shipment.updated`
             *     (data: `status`, `courier`, `tracking_no`, `text`, and the order by `order`, by `source` and `ext_id`, or by
             *     `tracking_no`), or a name of the app's own: 3 to 100 letters, digits, `.`, `_` and `-`, that does not begin like
             *     ours.
             */
            type: string;
            /** @description The vendor who hears of it besides the admins; for events of the app's own. */
            vendor_id?: string | null;
        };
        /** @description What came of one event. */
        ReportedResult: {
            problem?: components["schemas"]["Problem"] | null;
            /**
             * Format: int64
             * @description `seq` of the last event that it wrote; `null` if nothing is another than before.
             */
            seq?: number | null;
            /**
             * Format: int32
             * @description 200, or the status that a request with this event alone would have got.
             */
            status: number;
        };
        /**
         * @description How to replace a key.
         * @example {
         *       "revoke": false
         *     }
         */
        Rotation: {
            /**
             * @description Whether the old key stops working at once, and its connections are closed with 4009. Otherwise both work until the
             *     old one is revoked.
             */
            revoke?: boolean;
        };
        /** @description An example of an event. */
        SampleView: {
            /** @description When. */
            at: string;
            /** @description The channel. */
            channel: string;
            /** @description Its data, as it was sent. */
            data: string;
        };
        /** @description A key with its secret. */
        SecretView: {
            /**
             * @description Lines for the `.env` file of an app that uses Laravel Echo, pusher-js or a Pusher SDK.
             * @example PUSHER_APP_ID=482913
             *     PUSHER_APP_KEY=278d425bdf160c739803
             */
            env: string;
            /**
             * @description The public half.
             * @example 278d425bdf160c739803
             */
            key: string;
            /**
             * @description The half that signs. Whoever has it can act as the app.
             * @example 7ad3773142a6692b25b8
             */
            secret: string;
        };
        /** @description An event on a kind of channel. */
        SeenEvent: {
            /**
             * @description The channel, or the beginning of such channels and `*`.
             * @example private-order.*
             */
            channel: string;
            /**
             * @description The event's name as triggered.
             * @example App\Events\OrderCreated
             */
            event: string;
            /** @description When it was last kept. */
            last_at: string;
            /** @description Whether a mapping that is switched on reads it. */
            mapped: boolean;
            /** @description Newest first, at most 5. */
            samples: components["schemas"]["SampleView"][];
        };
        /** @description The events that were seen. */
        SeenEvents: {
            /** @description Whether examples are kept; a setting of the app (`event_samples`). */
            enabled: boolean;
            /** @description The last seen first. */
            events: components["schemas"]["SeenEvent"][];
        };
        /** @description A word for a status. */
        SeenWordView: {
            /** @description Whether it means the same everywhere. */
            certain: boolean;
            /**
             * @description What it seems to mean; `null`: somebody has to say.
             * @example placed
             */
            meaning?: string | null;
            /**
             * @description As it was seen.
             * @example pending
             */
            word: string;
        };
        /** @description The server. */
        ServerView: {
            /** @description Its clock now, so that ages on screen do not depend on the reader's clock. */
            time: string;
            /** @description Version of the program. */
            version: string;
        };
        /** @description Who is signed in, and what the dashboard needs to start. */
        SessionView: {
            /** @description The app that they look after. */
            app: components["schemas"]["AppView"];
            /** @description The server. */
            server: components["schemas"]["ServerView"];
            /** @description The person. */
            user: components["schemas"]["UserView"];
        };
        /** @description What somebody says about themselves, and the owner about their shop. */
        Setup: {
            /**
             * @description E-mail address, for signing in.
             * @example dewi@example.com
             */
            email: string;
            /** @description Their language, `id` or `en`, which an owner's shop takes over; the shop's when absent. */
            locale?: string | null;
            /**
             * @description Name that colleagues see, 1 to 120 characters.
             * @example Dewi
             */
            name: string;
            /** @description 12 to 1024 bytes. */
            password: string;
            /** @description Name of the shop, 1 to 120 characters; unchanged when absent, or when it is not the owner who says so. */
            store_name?: string | null;
            /**
             * @description IANA time zone of the shop; unchanged when absent, or when it is not the owner who says so.
             * @example Asia/Jakarta
             */
            timezone?: string | null;
            /** @description The last part of the printed link. */
            token: string;
        };
        /**
         * @description News of a parcel.
         * @example {
         *       "courier": "JNE",
         *       "status": "in_transit",
         *       "tracking_no": "JP1234567890"
         *     }
         */
        ShipmentBody: {
            /** @description Who carries it, up to 60 characters. */
            courier?: string | null;
            /**
             * @description `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or `returned`; the words of
             *     Indonesian couriers are understood too.
             */
            status: string;
            /** @description The courier's words, up to 200 characters. */
            text?: string | null;
            /** @description The courier's number, up to 60 characters. */
            tracking_no?: string | null;
        };
        /** @description A parcel with its order. */
        ShipmentEntry: {
            /**
             * @description Who carries it.
             * @example JNE
             */
            courier?: string | null;
            /** @description Its order. */
            order: components["schemas"]["OrderBrief"];
            /** @description Where it is. */
            shipment: components["schemas"]["ShipmentView"];
            /**
             * @description The courier's number.
             * @example JP1234567890
             */
            tracking_no?: string | null;
        };
        /** @description What an event says about the parcel that it is about. */
        ShipmentNews: {
            /**
             * @description Who brings it, if known.
             * @example JNE
             */
            courier?: string | null;
            /**
             * @description Where it is; `null` until a courier has told.
             * @example in_transit
             */
            status?: string | null;
            /**
             * @description Where it is, for people, in the app's language.
             * @example Dalam perjalanan
             */
            status_label?: string | null;
            /** @description The courier's words. */
            text?: string | null;
            /** @description The courier's number for it. */
            tracking_no?: string | null;
        };
        /** @description A page of parcels. */
        ShipmentsPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description Send it as `after` for the next page; `null` on the last one. */
            next?: string | null;
            /**
             * Format: int64
             * @description The log's head when the parcels were read.
             */
            seq: number;
            /** @description Parcels, the last heard of first. A parcel that is heard of meanwhile moves to the front. */
            shipments: components["schemas"]["ShipmentEntry"][];
        };
        /** @description A parcel. */
        ShipmentView: {
            /**
             * @description `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or `returned`.
             * @example in_transit
             */
            status: string;
            /**
             * @description Where it is, for people, in the app's language.
             * @example Dalam perjalanan
             */
            status_label: string;
            /** @description The courier's words. */
            text?: string | null;
            /** @description When that was reported. */
            updated_at: string;
        };
        /** @description Credentials of a person. */
        SignIn: {
            /**
             * @description E-mail address.
             * @example owner@example.com
             */
            email: string;
            /** @description Password. */
            password: string;
        };
        /** @description A source to be made. */
        SourceDraft: {
            /** @description Whether its requests are taken; true when left out. */
            enabled?: boolean;
            /** @description What people call it, 1 to 60 characters; the provider's name when left out. */
            name?: string | null;
            /** @description Whose words it speaks. */
            provider: components["schemas"]["Provider"];
            /**
             * @description What its requests are signed with: Midtrans' server key, Stripe's `whsec_...`, the client secret of a Shopify app.
             *     For the others one is made when it is left out.
             */
            secret?: string | null;
            /** @description Everything else about it. */
            settings?: components["schemas"]["SourceSettings"];
        };
        /** @description What is to be exchanged of a source. */
        SourceExchange: {
            /**
             * @description Whether what was exchanged before ends now.
             * @default false
             */
            end_old?: boolean;
            /**
             * @description A secret that counts from now on, or `""` to have one made where the provider takes ours. Those before go on
             *     working until `end_old`.
             * @default null
             */
            secret?: string | null;
            /**
             * @description Whether to make another URL. The one before works for three days, or until `end_old`.
             * @default false
             */
            url?: boolean;
        };
        /** @description The sources of an app. */
        SourceList: {
            /** @description Oldest first. */
            sources: components["schemas"]["SourceView"][];
        };
        /** @description What is to be changed of a source; what is left out stays. */
        SourcePatch: {
            /** @description Whether its requests are taken. */
            enabled?: boolean | null;
            /** @description What people call it. */
            name?: string | null;
            settings?: components["schemas"]["SourceSettings"] | null;
        };
        /** @description A source with what is shown only once. */
        SourceSecrets: {
            /**
             * @description The secret that was made for it, to be entered at the provider. Shown now and never again; `null` if the request
             *     named one or none was made.
             */
            secret?: string | null;
            /** @description The source. */
            source: components["schemas"]["SourceView"];
            /**
             * @description Where it is to send its requests. Shown now and never again; `null` if it stays what it was.
             * @example https://orders.example.com/hooks/woocommerce/obs_x7uJ
             */
            url?: string | null;
        };
        /** @description Settings of a source. What is left out has its default. */
        SourceSettings: {
            /**
             * @description Whether payments whose state the signature does not cover (Midtrans) wait until the gateway has confirmed them.
             * @default if_possible
             */
            confirm?: components["schemas"]["Confirm"];
            /**
             * @description Flow of its new orders; the app's first when left out.
             * @default null
             */
            flow?: string | null;
            /**
             * @description `source` of the orders whose `ext_id` a gateway is given as its order number, where that is not their code.
             * @default null
             */
            orders_of?: string | null;
            /**
             * @description Under which name its orders and payments are kept (`source` of an order, `provider` of a payment); the provider's
             *     name when left out. Two shops of one kind need two. Up to 40 letters, digits, `-`, `_`, `.`.
             * @default null
             * @example shop-bandung
             */
            origin?: string | null;
            /** @default null */
            scheme?: components["schemas"]["ProofScheme"] | null;
            /**
             * @description Words of a shop's extensions for where an order is, and what they mean: `{"packing": "preparing"}`.
             * @default {}
             */
            statuses?: {
                [key: string]: string;
            };
            /**
             * @description Types of messages of a standard or generic source, and ours that they stand for:
             *     `{"invoice.settled": "payment.paid"}`.
             * @default {}
             */
            types?: {
                [key: string]: string;
            };
            /**
             * @description What amounts are in that are written as a decimal text: for standard and generic sources.
             * @default major
             */
            unit?: components["schemas"]["Unit"];
            /**
             * @description Whose its new orders are.
             * @default null
             */
            vendor_id?: string | null;
        };
        /** @description A source. */
        SourceView: {
            /** @description When it was made. */
            created_at: string;
            /** @description Whether its requests are taken. */
            enabled: boolean;
            /**
             * Format: int64
             * @description Receipts that could not be applied.
             */
            failed: number;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description When the newest of its receipts came in. */
            last_received_at?: string | null;
            /**
             * @description What people call it.
             * @example Toko Bandung
             */
            name: string;
            /** @description Until when its URL before works. */
            old_url_until?: string | null;
            /**
             * Format: int64
             * @description Receipts that wait for the gateway's confirmation.
             */
            pending: number;
            /** @description Whose words it speaks. */
            provider: components["schemas"]["Provider"];
            refused?: components["schemas"]["RefusedView"] | null;
            /** @description How many secrets are tried, the newest first. */
            secrets: number;
            /** @description Everything else about it. */
            settings: components["schemas"]["SourceSettings"];
            /**
             * @description Its reports of payments are believed without asking the gateway, because the app has no account there that the
             *     server could ask with.
             */
            unconfirmed: boolean;
            /**
             * Format: int64
             * @description Receipts that wait for their order.
             */
            unmatched: number;
            /** @description When it was last changed. */
            updated_at: string;
        };
        /** @description Counters at a position of the event log. */
        StatsPage: {
            /** @description The log's epoch: when it differs from the one you know, take new snapshots. */
            epoch: string;
            /**
             * Format: int64
             * @description The log's head when the counters were read; events above it are not in them.
             */
            seq: number;
            /** @description The counters. */
            stats: components["schemas"]["StatsView"];
        };
        /** @description How many orders there are in each group of statuses. */
        StatsView: {
            /**
             * Format: int64
             * @description Expired, declined or cancelled.
             */
            closed: number;
            /**
             * Format: int64
             * @description Completed.
             */
            completed: number;
            /**
             * Format: int64
             * @description Accepted, preparing, ready or shipped.
             */
            confirmed: number;
            /** @description When the oldest pending order was placed. */
            oldest_pending_at?: string | null;
            /**
             * Format: int64
             * @description Placed, waiting for somebody.
             */
            pending: number;
            /**
             * Format: int64
             * @description All of them.
             */
            total: number;
            /**
             * Format: int64
             * @description Waiting for payment.
             */
            unpaid: number;
        };
        /**
         * @description Where the server is in its life.
         * @enum {string}
         */
        Status: "starting" | "ready" | "failing" | "draining";
        /** @description Who brought an order into its status. */
        StatusBy: {
            /**
             * @description `customer`, `cashier`, `vendor`, `admin`, `system` or `api`.
             * @example vendor
             */
            kind: string;
            /**
             * @description Their name, where they have one.
             * @example Dewi
             */
            name?: string | null;
        };
        /**
         * @description A report about the stock: one of `set` and `change`.
         * @example {
         *       "change": -1,
         *       "reason": "dropped"
         *     }
         */
        StockBody: {
            /**
             * Format: int64
             * @description So many came in, or went when negative.
             * @default null
             */
            change?: number | null;
            /**
             * @description Why, up to 200 characters; it is told to whoever hears of low stock because of it.
             * @default null
             */
            reason?: string | null;
            /**
             * Format: int64
             * @description So many are left.
             * @default null
             */
            set?: number | null;
        };
        /** @description A line: a JSON object and a line feed. */
        TailLine: {
            /** @description When. */
            at: string;
            /** @description The channels that carry it. */
            channels: string[];
            /** @description The event. */
            data: components["schemas"]["Envelope"];
            /** @description The event's name. */
            event: string;
            /**
             * Format: int64
             * @description Position in the log.
             */
            seq: number;
            /** @enum {string} */
            type: "order";
        } | (components["schemas"]["ChannelLine"] & {
            /** @enum {string} */
            type: "event";
        }) | (components["schemas"]["ChannelLine"] & {
            /** @enum {string} */
            type: "client";
        }) | (components["schemas"]["ChannelLine"] & {
            /** @enum {string} */
            type: "internal";
        }) | {
            /**
             * Format: int64
             * @description The log's head.
             */
            seq: number;
            /** @enum {string} */
            type: "caught_up";
        } | {
            /**
             * Format: int64
             * @description Publications that went by, of all apps together.
             */
            count: number;
            /** @enum {string} */
            type: "skipped";
        } | {
            /** @description The server's clock. */
            at: string;
            /** @enum {string} */
            type: "alive";
        };
        /** @description An order that would be recorded. */
        TriedOrder: {
            /** @description Its number there. */
            ext_id?: string | null;
            /** @description Which flow it goes by. */
            flow: string;
            /** @description Whether it is paid. */
            paid: boolean;
            /** @description The system. */
            source: string;
            /**
             * @description Its status, in our words.
             * @example placed
             */
            status?: string | null;
            /**
             * @description What it costs, for people.
             * @example Rp 4.500.000
             */
            total_display: string;
        };
        /** @description A mapping and an event. */
        TryBody: {
            /** @description The event's data: the text as it is sent, or the object in it. */
            data: Record<string, never>;
            /** @description The mapping. */
            mapping: components["schemas"]["Mapping"];
        };
        /** @description What a mapping would make of an event. */
        TryView: {
            /** @description Every field of the mapping, with what was found. */
            fields: components["schemas"]["FieldReadingView"][];
            /** @description Whether the event would be understood and taken. */
            ok: boolean;
            order?: components["schemas"]["TriedOrder"] | null;
            /** @description What stands in the way. */
            problem?: string | null;
        };
        /**
         * @description What decimal texts are in.
         * @enum {string}
         */
        Unit: "major" | "minor";
        /**
         * @description An order that lives in another system.
         * @example {
         *       "order": {
         *         "customer": {
         *           "name": "Budi",
         *           "phone": "+628123456789"
         *         },
         *         "flow": "shop",
         *         "items": [
         *           {
         *             "name": "Kopi Gayo 250 g",
         *             "qty": 2,
         *             "sku": "KG-250",
         *             "unit_price": "85000"
         *           }
         *         ],
         *         "paid": true
         *       },
         *       "status": "preparing",
         *       "updated_at": "2026-11-21T10:04:05+07:00"
         *     }
         */
        UpsertBody: {
            /** @description The whole order, every time. `source` and `ext_id` are those of the path and may be left out. */
            order: components["schemas"]["OrderBody"];
            /** @description Why it was declined or cancelled. */
            reason?: string | null;
            /**
             * @description Where the order is there. It only moves forward, unless `version` or `updated_at` says that this is newer than
             *     what was told before.
             * @example preparing
             */
            status?: string | null;
            /**
             * @description Instead of `version`: when the order was last changed there, RFC 3339.
             * @example 2026-11-21T10:04:05+07:00
             */
            updated_at?: string | null;
            /**
             * Format: int64
             * @description A number that rises with every change there. A report with a lower one than before is ignored.
             */
            version?: number | null;
        };
        /**
         * @description What is told of a user.
         * @example {
         *       "email": "budi@example.com",
         *       "id": "4711",
         *       "name": "Budi"
         *     }
         */
        UserBody: {
            /**
             * @description E-mail address.
             * @default null
             */
            email?: string | null;
            /**
             * @description The app's own id for the account, 1 to 120 characters.
             * @default null
             */
            id?: string | null;
            /**
             * @description What they are called, 1 to 120 characters.
             * @default null
             */
            name?: string | null;
            /**
             * @description Telephone number.
             * @default null
             */
            phone?: string | null;
        };
        /** @description A user after a report. */
        UserRegistered: {
            /** @description The log's epoch. */
            epoch: string;
            /**
             * Format: int64
             * @description `seq` of `user.registered`, if they were told of for the first time.
             */
            seq?: number | null;
            /** @description The user. */
            user: components["schemas"]["RegisteredUserView"];
        };
        /** @description A page of users. */
        UsersPage: {
            /** @description The log's epoch. */
            epoch: string;
            /** @description Send it as `before` for the next page; `null` on the last one. */
            next?: string | null;
            /**
             * Format: int64
             * @description The log's head when the users were read.
             */
            seq: number;
            /** @description Users, those who were told of last first. */
            users: components["schemas"]["RegisteredUserView"][];
        };
        /** @description A person. */
        UserView: {
            /** @description E-mail address, which is also the sign-in name. */
            email: string;
            /**
             * Format: int64
             * @description Row id.
             */
            id: number;
            /**
             * @description Language, `id` or `en`.
             * @example id
             */
            locale: string;
            /**
             * @description Name that colleagues see.
             * @example Dewi
             */
            name: string;
            /** @description Whether they look after all apps of the server. */
            operator: boolean;
            /**
             * @description `owner`, `admin`, `vendor`, `cashier` or `customer`.
             * @example owner
             */
            role: string;
            /** @description The vendor whose orders they handle, for vendors and cashiers. */
            vendor_id?: string | null;
        };
        /**
         * @description What is told of a vendor. What is left out stays as it is; of a new vendor it is empty.
         * @example {
         *       "flow": "restaurant",
         *       "id": "7",
         *       "name": "Warung Sari",
         *       "prep_s": 900
         *     }
         */
        VendorBody: {
            /**
             * Format: int64
             * @description After how many seconds without an answer it is too late.
             * @default null
             */
            accept_limit_s?: number | null;
            /**
             * Format: int64
             * @description After how many seconds without an answer its staff are warned.
             * @default null
             */
            accept_warn_s?: number | null;
            /**
             * @description Whether its orders are accepted as soon as they are placed.
             * @default null
             */
            auto_accept?: boolean | null;
            /**
             * @description Its id in the system that it comes from, up to 120 characters.
             * @default null
             */
            ext_id?: string | null;
            /**
             * @description Flow of its orders that name none.
             * @default null
             */
            flow?: string | null;
            /**
             * @description As it stands on orders and in the names of channels: 1 to 64 letters, digits and `_-=@,.;`. Required where it does
             *     not stand in the path.
             * @default null
             */
            id?: string | null;
            /**
             * @description What it is called, 1 to 120 characters; required for a new vendor.
             * @default null
             */
            name?: string | null;
            /**
             * @description Until when customers cannot order, RFC 3339; `null` ends the pause.
             * @default null
             */
            paused_until?: string | null;
            /**
             * Format: int64
             * @description How many seconds it takes to make an order.
             * @default null
             */
            prep_s?: number | null;
        };
        /** @description The vendors of an app. */
        VendorList: {
            /** @description In the order of their ids. */
            vendors: components["schemas"]["VendorView"][];
        };
        /** @description Somebody who fulfils orders. */
        VendorView: {
            /**
             * Format: int32
             * @description After how many seconds without an answer it is too late; `null`: as the flow says.
             * @example 600
             */
            accept_limit_s?: number | null;
            /**
             * Format: int32
             * @description After how many seconds without an answer its staff are warned; `null`: as the flow says.
             * @example 180
             */
            accept_warn_s?: number | null;
            /** @description Whether its orders are accepted as soon as they are placed. */
            auto_accept: boolean;
            /** @description When it was made. */
            created_at: string;
            /** @description Its id in the system that it comes from. */
            ext_id?: string | null;
            /**
             * @description Flow of its orders that name none; `null`: the app's first.
             * @example restaurant
             */
            flow?: string | null;
            /**
             * @description As it stands on orders and in the names of channels.
             * @example 7
             */
            id: string;
            /**
             * @description What it is called.
             * @example Warung Sari
             */
            name: string;
            /** @description Until when customers cannot order; it may be over. */
            paused_until?: string | null;
            /**
             * Format: int32
             * @description How many seconds it takes to make an order.
             * @example 900
             */
            prep_s?: number | null;
            /** @description When it last changed. */
            updated_at: string;
            /**
             * Format: int64
             * @description Rises by one with every change.
             */
            version: number;
        };
        /** @description One attempt to deliver. */
        WebhookAttemptView: {
            /** @description When it began. */
            at: string;
            /**
             * Format: int64
             * @description How long it took, in milliseconds.
             */
            duration_ms: number;
            /** @description Why there was none. */
            error?: string | null;
            /** @description The beginning of the answer's body, up to 4096 bytes. Left out of lists. */
            response?: string | null;
            /**
             * Format: int32
             * @description HTTP status of the answer, if there was one.
             */
            status?: number | null;
        };
        /** @description A page of the log. */
        WebhookDeliveryPage: {
            /** @description The latest first. */
            deliveries: components["schemas"]["WebhookDeliveryView"][];
            /**
             * Format: int64
             * @description With this as `before` comes the next page; `null` when there is none.
             */
            next?: number | null;
        };
        /** @description Something that was, or is to be, sent. */
        WebhookDeliveryView: {
            /** @description The attempts, in order. */
            attempts: components["schemas"]["WebhookAttemptView"][];
            /** @description The body as it is sent. Left out of lists. */
            body?: string | null;
            /**
             * @description `events`, `test` or `resend`.
             * @example events
             */
            cause: string;
            /** @description When it was recorded. */
            created_at: string;
            /**
             * Format: int32
             * @description How many events it carries.
             */
            events: number;
            /** @description When it was delivered or given up. */
            finished_at?: string | null;
            /**
             * Format: int64
             * @description Its number, which the receiver finds in the header `X-Orderbell-Delivery`.
             */
            id: number;
            /**
             * @description `pending`, `delivered` or `failed`.
             * @example delivered
             */
            state: string;
        };
        /** @description A webhook to be made. */
        WebhookDraft: {
            /** @description Whether several events may come in one request; true when left out. */
            batch?: boolean;
            /** @description Only of channels whose name begins so. */
            channel_prefix?: string;
            /** @description Whether anything is sent; true when left out. */
            enabled?: boolean;
            /** @description Which events; all of them when left out. */
            events?: string[];
            /**
             * @description Where to send events. `https://`, unless the operator allows more.
             * @example https://shop.example.com/pusher/webhook
             */
            url: string;
        };
        /** @description The webhooks of an app. */
        WebhookList: {
            /** @description Oldest first. */
            webhooks: components["schemas"]["WebhookView"][];
        };
        /** @description What is to be changed of a webhook; what is left out stays. */
        WebhookPatch: {
            /** @description Whether several events may come in one request. */
            batch?: boolean | null;
            /** @description Only of channels whose name begins so. */
            channel_prefix?: string | null;
            /** @description Whether anything is sent. */
            enabled?: boolean | null;
            /** @description Which events. */
            events?: string[] | null;
            /** @description Where to send events. */
            url?: string | null;
        };
        /** @description A webhook. */
        WebhookView: {
            /** @description Whether up to 20 events of a quarter of a second may come in one request. */
            batch: boolean;
            /**
             * @description Only of channels whose name begins so; empty for all.
             * @example presence-
             */
            channel_prefix: string;
            /** @description When it was made. */
            created_at: string;
            /** @description Whether anything is sent. */
            enabled: boolean;
            /**
             * @description Which events: `channel_occupied`, `channel_vacated`, `member_added`, `member_removed`, `client_event`,
             *     `cache_miss`, `subscription_count`.
             */
            events: string[];
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description When it was last changed. */
            updated_at: string;
            /**
             * @description Where events are sent.
             * @example https://shop.example.com/pusher/webhook
             */
            url: string;
        };
        /**
         * @description What to change; what is left out stays as it is.
         * @example {
         *       "aliases": {
         *         "placed": "pending"
         *       },
         *       "laravel_flat": true
         *     }
         */
        WordsChange: {
            /** @description All words for statuses; those that are not named are ours again. */
            aliases?: {
                [key: string]: string;
            } | null;
            /** @description All other names of events. */
            emit_as?: {
                [key: string]: string[];
            } | null;
            /** @description See there. */
            laravel_flat?: boolean | null;
            /** @description See there. */
            public_channels?: boolean | null;
        };
        /** @description What an app calls things. */
        WordsView: {
            /**
             * @description Its words for statuses, by ours. They stand in `status`, `old_status` and `new_status`, and are understood in
             *     filters and bodies; `status_canonical` is ours in any case.
             * @example {
             *       "accepted": "confirmed",
             *       "placed": "pending"
             *     }
             */
            aliases: {
                [key: string]: string;
            };
            /**
             * @description By type of event, names under which the same event goes out as well on channels.
             * @example {
             *       "order.created": [
             *         "App\\Events\\NewOrderReceived"
             *       ]
             *     }
             */
            emit_as: {
                [key: string]: string[];
            };
            /**
             * @description Whether `order_id`, `order_code`, `status`, `guest_name`, `villa_name`, `check_in`, `check_out` and `total_price`
             *     (in major units) stand at the top of an event's data as well.
             */
            laravel_flat: boolean;
            /**
             * @description Whether events of orders go to the public channels `admin.orders` and `order.{id}` as well. Anybody who has the
             *     app's public key hears names and prices there.
             */
            public_channels: boolean;
            /** @description What is dangerous about these settings, for people. */
            warnings: string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
