// Joins the three servers into a replica set and creates the user for Heyi, which may read and write its own database
// and nothing else. Running it again changes only that user's password. Run by mongosh --nodb.
const { MONGO_PASSWORD, MONGO_APP_PASSWORD } = process.env;
const members = ['mongo-1', 'mongo-2', 'mongo-3'].map((host, _id) => ({ _id, host: `${host}:27017` }));
const server = connect(`mongodb://heyi:${encodeURIComponent(MONGO_PASSWORD)}@mongo-1/admin?directConnection=true`);

try {
  server.adminCommand({ replSetGetStatus: 1 });
  print('replica set: already there');
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  server.adminCommand({ replSetInitiate: { _id: 'heyi', members } });
  print('replica set: made');
}

// A new replica set takes a moment to elect its primary.
while (!server.adminCommand({ hello: 1 }).primary) sleep(200);
const set = connect(
  `mongodb://heyi:${encodeURIComponent(MONGO_PASSWORD)}@mongo-1,mongo-2,mongo-3/heyi?replicaSet=heyi&authSource=admin`,
);
const user = { pwd: MONGO_APP_PASSWORD, roles: [{ role: 'readWrite', db: 'heyi' }] };
if (set.getUser('heyi-app')) set.updateUser('heyi-app', user);
else set.createUser({ user: 'heyi-app', ...user });
print('user: heyi-app');
