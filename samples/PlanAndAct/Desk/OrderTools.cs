using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanAndAct.Desk;

/// <summary>Tools that change an order, each with the rules of the house.</summary>
internal static class OrderTools
{
    public static IEnumerable<DeskTool> All { get; } =
    [
        new(
            "refund_order",
            "Refunds an amount in EUR. More than 100.00 needs an approval.",
            ToolSchemas.Of("order_id:string", "amount:number"),
            OnOrder(Refund)),
        new(
            "request_approval",
            "Asks the manager to approve a refund above the limit.",
            ToolSchemas.Of("order_id:string", "reason:string"),
            OnOrder(Approve)),
        new("ship_replacement", "Ships the ordered article once more.", ToolSchemas.Of("order_id:string"), OnOrder(Replace)),
        new("cancel_order", "Cancels an order that has not been shipped.", ToolSchemas.Of("order_id:string"), OnOrder(Cancel)),
        new(
            "change_address",
            "Changes the address of an order that has not been shipped.",
            ToolSchemas.Of("order_id:string", "address:string"),
            OnOrder(ChangeAddress)),
    ];

    private static Func<Shop, JsonElement, ToolOutcome> OnOrder(Func<Shop, Order, JsonElement, ToolOutcome> run) => (shop, arguments) =>
    {
        string? id = arguments.GetProperty("order_id").GetString();
        return shop.Find(id!) is { } order ? run(shop, order, arguments) : LookupTools.NoSuchOrder(id);
    };

    private static ToolOutcome Refund(Shop shop, Order order, JsonElement arguments)
    {
        decimal amount = arguments.GetProperty("amount").GetDecimal();
        if (amount <= 0 || order.Refunded + amount > order.Paid)
        {
            return ToolOutcome.Failure("invalid_amount", Invariant($"{order.Paid - order.Refunded:0.00} EUR of order {order.Id} can be refunded."));
        }

        if (amount > Shop.RefundLimit && !order.IsRefundApproved)
        {
            return ToolOutcome.Failure("over_limit", Invariant($"Refunds above {Shop.RefundLimit:0.00} EUR need an approval."));
        }

        shop.Update(order with { Refunded = order.Refunded + amount });
        return Done(order, "refunded", JsonValue.Create(amount));
    }

    private static ToolOutcome Approve(Shop shop, Order order, JsonElement arguments)
    {
        if (order.Paid > Shop.ApprovalLimit)
        {
            return ToolOutcome.Failure("denied", Invariant($"The manager does not approve refunds above {Shop.ApprovalLimit:0.00} EUR."));
        }

        shop.Update(order with { IsRefundApproved = true });
        return Done(order, "approved", JsonValue.Create(value: true));
    }

    private static ToolOutcome Replace(Shop shop, Order order, JsonElement arguments)
    {
        if (shop.Stock.GetValueOrDefault(order.Sku) == 0)
        {
            return ToolOutcome.Failure("out_of_stock", $"{order.Sku} is out of stock.");
        }

        shop.Stock[order.Sku]--;
        shop.Update(order with { IsReplaced = true });
        return Done(order, "replacement", JsonValue.Create(order.Sku));
    }

    private static ToolOutcome Cancel(Shop shop, Order order, JsonElement arguments)
    {
        if (order.Status != OrderStatus.Open)
        {
            return ToolOutcome.Failure("already_shipped", $"Order {order.Id} has left the warehouse.");
        }

        shop.Update(order with { Status = OrderStatus.Cancelled });
        return Done(order, "status", JsonValue.Create("cancelled"));
    }

    private static ToolOutcome ChangeAddress(Shop shop, Order order, JsonElement arguments)
    {
        if (order.Status != OrderStatus.Open)
        {
            return ToolOutcome.Failure("already_shipped", $"Order {order.Id} has left the warehouse.");
        }

        string address = arguments.GetProperty("address").GetString()!;
        shop.Update(order with { Address = address });
        return Done(order, "address", JsonValue.Create(address));
    }

    private static ToolOutcome Done(Order order, string what, JsonNode value) =>
        ToolOutcome.Success(new JsonObject { ["order_id"] = order.Id, [what] = value });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
