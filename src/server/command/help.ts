export const HELP = `Usage: genstore-inventory fake [options]

Answers as the inventory API of a Genstore shop does, over HTTP, out of memory.

  --port <number>         where to listen, 0 for any free port; 4010 unless given
  --host <address>        127.0.0.1 unless given, which only this machine can reach
  --shop <name>           acme unless given
  --token <text>          the access token that requests must carry; test-token unless given
  --seed <file>           what the shop begins with: a FakeSeed of genstore-inventory/testing, as JSON
  --variants <number>     or: how many variants to make up; 10 unless given
  --locations <number>    and at how many locations; 2 unless given
  --random-seed <number>  another number makes up another shop; 1 unless given
  --rate-limit <on|off>   on unless given: 40 requests at once, 2 more each second
  --cors                  lets pages of any origin use it
  --control               opens /__fake/, by which tests see and change what stands behind the API
  --help, --version

Ends with 0 on SIGINT and SIGTERM, after open requests; with 2 where an option or the seed is wrong;
with 1 where it cannot listen.
`;
