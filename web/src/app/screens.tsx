/**
 * The screens besides the live one: where each is, who may open it, and how its code comes. They are loaded when they are
 * opened, because whoever watches orders should not wait for settings. The live page itself is not among them: it must be
 * there at once.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Session } from '@/api/model';
import { managesApp, managesApps, worksHere } from '@/app/roles';
import { SESSION } from '@/app/session-key';
import type { Texts } from '@/i18n/en';

export type ScreenName = keyof Texts['pages'];
export type ScreenContent = ComponentType<{ session: Session }>;

interface Screen {
  name: ScreenName;
  path: string;
  /** Also one segment below `path`, which the screen reads by itself. */
  below?: boolean;
  allowed: (session: Session) => boolean;
  load: () => Promise<ScreenContent>;
}

/** In the order of the menu. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'orders',
    path: '/orders',
    below: true,
    // Everybody has orders to look for; the server knows whose they are.
    allowed: () => true,
    load: async () => (await import('@/app/orders-screen')).OrdersScreen,
  },
  {
    name: 'products',
    path: '/products',
    allowed: worksHere,
    load: async () => {
      const [{ ProductsPage }, { VendorList }] = await Promise.all([import('@/features/products/products-page'), import('@/features/vendors/vendor-list')]);
      return function Products({ session }) {
        const { currency, flows, timezone } = session.app;
        return (
          <>
            <ProductsPage manages={session.user.role !== 'cashier'} vendors={managesApp(session)} currency={currency} timezone={timezone} />
            <VendorList manages={managesApp(session)} flows={flows} timezone={timezone} />
          </>
        );
      };
    },
  },
  {
    name: 'flows',
    path: '/flows',
    allowed: managesApp,
    load: async () => {
      const { FlowsPage } = await import('@/features/flows/flows-page');
      return function Flows() {
        const client = useQueryClient();
        return <FlowsPage onSaved={() => void client.invalidateQueries({ queryKey: SESSION })} />;
      };
    },
  },
  {
    name: 'couriers',
    path: '/couriers',
    allowed: managesApp,
    load: async () => (await import('@/features/couriers/couriers-page')).CouriersPage,
  },
  {
    name: 'apps',
    path: '/settings',
    allowed: managesApps,
    load: async () => {
      const [{ AppsPage }, { WordsForm }] = await Promise.all([import('@/features/apps/apps-page'), import('@/features/apps/words-form')]);
      return function Apps({ session }) {
        return (
          <>
            <AppsPage own={session.app.id} />
            {managesApp(session) && <WordsForm />}
          </>
        );
      };
    },
  },
  {
    name: 'payments',
    path: '/payments',
    allowed: managesApp,
    load: async () => (await import('@/features/gateway/gateway-page')).GatewayPage,
  },
  {
    name: 'webhooks',
    path: '/webhooks',
    allowed: managesApp,
    load: async () => {
      const { WebhooksPage } = await import('@/features/webhooks/webhooks-page');
      return ({ session }) => <WebhooksPage timezone={session.app.timezone} />;
    },
  },
  {
    name: 'sources',
    path: '/sources',
    allowed: managesApp,
    load: async () => {
      const { SourcesPage } = await import('@/features/sources/sources-page');
      return ({ session }) => <SourcesPage timezone={session.app.timezone} />;
    },
  },
  {
    name: 'interpreting',
    path: '/interpreted-events',
    allowed: managesApp,
    load: async () => {
      const { InterpretingPage } = await import('@/features/interpreting/interpreting-page');
      return ({ session }) => <InterpretingPage timezone={session.app.timezone} />;
    },
  },
  {
    name: 'jobs',
    path: '/jobs',
    allowed: managesApp,
    load: async () => {
      const { JobsPage } = await import('@/features/jobs/jobs-page');
      return ({ session }) => <JobsPage timezone={session.app.timezone} />;
    },
  },
];

/** The screen at an address, if there is one. */
export function screenAt(path: string): Screen | undefined {
  const plain = path.replace(/\/$/, '');
  return SCREENS.find((screen) => screen.path === plain || (screen.below === true && plain.slice(0, plain.lastIndexOf('/')) === screen.path));
}
