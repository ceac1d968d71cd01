// The stock clients as they come from the registry, whatever the module system of each; for tests of other folders too,
// which have no packages of their own.
import axios from 'axios';
import EchoModule from 'laravel-echo';
import PusherServer from 'pusher';
import PusherModule from 'pusher-js';
import { WebSocket } from 'ws';

export const Echo = EchoModule.default ?? EchoModule;
export const Pusher = PusherModule.default ?? PusherModule;
export { axios, PusherServer, WebSocket };
