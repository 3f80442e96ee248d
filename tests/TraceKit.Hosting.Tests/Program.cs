using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace TraceKit.Hosting.Tests;

/// <summary>Runs the tests, or is the program that one of them ends.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [ServiceProcess.Argument, string kind])
        {
            return await ServiceProcess.RunAsync(kind);
        }

        return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
