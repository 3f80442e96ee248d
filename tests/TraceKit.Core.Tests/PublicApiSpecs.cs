using TraceKit.Collection;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests;

public sealed class PublicApiSpecs
{
    [Fact]
    public void The_public_surface_is_what_was_approved() =>
        Approved.Check("TraceKit.Core", ApiSurface.Of(typeof(TraceCollector).Assembly));
}
