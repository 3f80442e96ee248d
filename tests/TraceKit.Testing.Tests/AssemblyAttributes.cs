using TraceKit.Testing;
using Xunit;

// Whatever a test of this assembly records is of environment 'test'.
[assembly: AssemblyFixture(typeof(TestEnvironment))]
