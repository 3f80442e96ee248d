using System.Reflection;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Architecture.Tests;

/// <summary>The public surface is an approved file for each package: a change of it is a visible difference.</summary>
public sealed class PublicApiSpecs
{
    [Theory]
    [MemberData(nameof(ArchitectureSpecs.Packages), MemberType = typeof(ArchitectureSpecs))]
    public void The_public_surface_is_what_was_approved(string package) =>
        Approved.Check(package, ApiSurface.Of(Assembly.Load(package)));
}
