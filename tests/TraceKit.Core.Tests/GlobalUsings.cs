global using TraceKit.Core.Tests.Probing;
global using Xunit;
