global using TraceKit.Core.Tests.Probing;
global using Xunit;
global using TraceKit.TestKit.Probing;
