// The service worker that shows push messages (docs/notices.md). It stores nothing and answers no requests of pages.
self.addEventListener('push', (event) => {
  let said = {};
  try {
    said = event.data ? event.data.json() : {};
  } catch {
    // A message that cannot be read still tells that there is something.
  }
  event.waitUntil(
    self.registration.showNotification('和议 Heyi', {
      body: typeof said.text === 'string' ? said.text : '',
      tag: typeof said.tag === 'string' ? said.tag : undefined,
      icon: '/icon.svg',
    }),
  );
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((pages) => {
      const page = pages[0];
      return page ? page.focus().then(() => page.navigate('/notices')) : self.clients.openWindow('/notices');
    }),
  );
});
