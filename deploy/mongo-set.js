// Makes the three servers one replica set; nothing when they are. Run by mongosh without a connection of its own.
const { MONGO_PASSWORD } = process.env;
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
